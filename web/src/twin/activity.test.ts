import { describe, expect, it } from 'vitest';
import { activity } from './activity';

const mark = (position: number, minute: number) => ({
  position, at: new Date(Date.parse('2026-01-15T00:00:00Z') + minute * 60_000).toISOString(),
});

describe('activity of the log', () => {
  it('spreads what lies between two marks evenly over time', () => {
    expect(activity([mark(1, 0), mark(11, 10), mark(31, 20)], 4)).toEqual([5, 5, 10, 10]);
  });

  it('keeps every fact, wherever marks lie', () => {
    const counts = activity([mark(1, 0), mark(8, 3), mark(8, 3), mark(50, 3.5), mark(91, 17)], 7);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeCloseTo(90);
  });

  it('says nothing of a log of one moment', () => {
    expect(activity([mark(1, 0), mark(9, 0)], 3)).toEqual([0, 0, 0]);
    expect(activity([], 2)).toEqual([0, 0]);
  });
});
