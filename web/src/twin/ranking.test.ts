import { beforeEach, expect, it } from 'vitest';
import { useAreas } from './areas';
import { useBoards } from './boards';
import { perThousand, tellingLevel, useRanking } from './ranking';
import { areaOf, boardOf, frameOf, world } from './testing';
import { useView } from './view';

const communities = ['c1', 'c2', 'c3', 'c4', 'c5'].map((id) => areaOf(id, 'Community', 's1', { households: 500 }));
const city = [areaOf('city', 'City', null), areaOf('s1', 'Street', 'city'), ...communities];

beforeEach(() => void world({ '/areas': city }));

async function ranking() {
  await useAreas().load();
  useView().openArea('city');
  useBoards().applyFrames([frameOf('s1', 'snapshot', {
    board: boardOf({ open: 9 }),
    children: communities.map(({ id }, index) => ({ id, board: boardOf({ open: index }) })),
  })]);
  return useRanking();
}

it('compares the highest level that has enough areas, the most burdened first', async () => {
  const { rows, level, levels } = await ranking();
  expect(levels.value).toEqual(['Street', 'Community']);
  expect(level.value).toBe('Community');
  expect(rows.value.map((row) => [row.area.id, row.perThousand])).toEqual([
    ['c5', 8], ['c4', 6], ['c3', 4], ['c2', 2], ['c1', 0],
  ]);
});

it('compares the level that somebody chose', async () => {
  const { rows, chosen } = await ranking();
  chosen.value = 'Street';
  expect(rows.value.map((row) => row.area.id)).toEqual(['s1']);
});

it('knows no share where nobody lives', () => {
  expect(perThousand(3, 0)).toBeNull();
  expect(perThousand(3, 1_500)).toBe(2);
});

it('falls back to the lowest level', () => {
  expect(tellingLevel(['Street', 'Community'], () => 2)).toBe('Community');
  expect(tellingLevel([], () => 0)).toBe('Grid');
});
