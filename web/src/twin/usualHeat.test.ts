import { expect, it } from 'vitest';
import { world } from './testing';
import { useUsualHeat } from './usualHeat';

const grid = { id: 'g-1', meanMicros: 5, sigmaMicros: 2, leastMicros: 1 };

it('knows what is usual for a grid once the city has told it', async () => {
  world({ '/areas/a-1/heat': { id: 'a-1', hour: '2026-01-15T18:00:00+08:00', weeks: 8, grids: [grid], position: 9 } });
  const usual = useUsualHeat();
  expect(usual.known).toBe(false);
  await usual.load('a-1', null);

  expect([usual.known, usual.byGrid.get('g-1')?.meanMicros]).toEqual([true, 5]);
});

it('keeps the last answer when none comes, and asks for a moment of the past by its name', async () => {
  const { asked } = world({
    '/areas/a-1/heat': { id: 'a-1', hour: '2026-01-15T18:00:00+08:00', weeks: 8, grids: [grid], position: 9 },
  });
  const usual = useUsualHeat();
  await usual.load('a-1', null);
  await usual.load('a-1', Date.parse('2026-01-01T00:00:00Z'));

  expect(asked.at(-1)).toBe('/areas/a-1/heat?at=2026-01-01T00:00:00.000Z');
  expect(usual.known).toBe(true);
});
