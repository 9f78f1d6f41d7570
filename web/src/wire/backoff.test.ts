import { expect, it } from 'vitest';
import { backoffMilliseconds } from './backoff';

const options = { firstMilliseconds: 400, mostMilliseconds: 10_000 };

it('waits longer with each try, up to the most', () => {
  const waits = [0, 1, 2, 3, 9, 60].map((tries) => backoffMilliseconds(tries, options, () => 1));
  expect(waits).toEqual([400, 800, 1_600, 3_200, 10_000, 10_000]);
});

it('spreads the waits of many screens over half of the span', () => {
  expect(backoffMilliseconds(0, options, () => 0)).toBe(200);
  expect(backoffMilliseconds(4, options, () => 0.5)).toBe(4_800);
});
