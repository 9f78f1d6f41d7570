import { describe, expect, it } from 'vitest';
import { ratioPlace, useComparison } from './comparison';
import { world } from './testing';

describe('a ratio', () => {
  it('stands in the middle when it is as expected, and twice as much as far right as half is left', () => {
    expect(ratioPlace(1)).toBe(0.5);
    expect(ratioPlace(2) - 0.5).toBeCloseTo(0.5 - ratioPlace(0.5), 12);
    expect([ratioPlace(0.25), ratioPlace(4), ratioPlace(0), ratioPlace(99)]).toEqual([0, 1, 0, 1]);
  });
});

describe('a comparison', () => {
  it('is of the area that was asked for last, and says when none came', async () => {
    const view = { id: 'a', window: '30d', from: '', until: '', areas: [], position: 3 };
    world({ '/areas/a/comparison?window=30d': view });
    const comparison = useComparison();
    await comparison.load('a');
    expect([comparison.comparison, comparison.failed]).toEqual([view, false]);
    await comparison.load('b');
    expect([comparison.comparison, comparison.failed]).toEqual([null, true]);
  });
});
