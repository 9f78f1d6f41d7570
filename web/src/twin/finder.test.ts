import { describe, expect, it } from 'vitest';
import { Unreachable } from '@/wire/http';
import { placesOf, useFinder } from './finder';
import { areaOf, world } from './testing';

const path = '/cases?q=%E4%BA%95%E7%9B%96&pageSize=6&area=s-1';

describe('the finder', () => {
  it('asks for the area that is looked at, and ends with nothing typed', async () => {
    const { asked } = world({ [path]: { rows: [{ caseId: 'a' }], total: 9 } });
    const finder = useFinder();
    await finder.search(' 井盖 ', 's-1');
    expect([finder.rows?.length, finder.total, asked]).toEqual([1, 9, [path]]);
    await finder.search('', 's-1');
    expect(finder.rows).toBeNull();
  });

  it('says that it found nothing out', async () => {
    world({ [path]: new Unreachable('no network') });
    const finder = useFinder();
    await finder.search('井盖', 's-1');
    expect([finder.state, finder.rows]).toEqual(['unreachable', []]);
  });
});

it('finds places by name or code, a few', () => {
  const areas = [areaOf('沁亭社区', 'Community', 'c'), areaOf('沁亭社区第一网格', 'Grid', 'g'), areaOf('330681', 'City', null)];
  expect(placesOf(areas, '沁亭', 3).map((one) => one.level)).toEqual(['Community', 'Grid']);
  expect(placesOf(areas, '沁亭', 1).length).toBe(1);
  expect(placesOf(areas, '330681', 3).length).toBe(1);
  expect(placesOf(areas, '', 3)).toEqual([]);
});
