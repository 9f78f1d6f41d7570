import { describe, expect, it } from 'vitest';
import { Unreachable } from '@/wire/http';
import { useFinder } from './finder';
import { world } from './testing';

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
