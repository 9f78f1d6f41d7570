import { expect, it } from 'vitest';
import { defaults } from './defaults';
import { areaOf } from './testing';
import { topicsToWatch } from './topics';

const cityOf = (grids: number) => [
  areaOf('city', 'City', null), areaOf('c1', 'Community', 'city'),
  ...Array.from({ length: grids }, (_, index) => areaOf(`g${index}`, 'Grid', 'c1')),
];

it('watches all of a small city', () => {
  const areas = cityOf(defaults.watchAllGridsUpTo);
  expect(topicsToWatch({ areas, selected: 'city', gridsInView: [] }).size).toBe(areas.length);
});

it('watches in a large city the areas, and the grids that the screen shows', () => {
  const areas = cityOf(defaults.watchAllGridsUpTo + 1);
  const topics = topicsToWatch({ areas, selected: 'g7', gridsInView: ['g1', 'g2'] });
  expect([...topics].sort()).toEqual(['c1', 'city', 'g1', 'g2', 'g7']);
});

it('never watches more grids than its bound', () => {
  const areas = cityOf(1_000);
  const gridsInView = areas.filter((area) => area.level === 'Grid').map((area) => area.id);
  const topics = topicsToWatch({ areas, selected: 'city', gridsInView });
  expect(topics.size).toBe(2 + defaults.watchGridsInViewUpTo);
});
