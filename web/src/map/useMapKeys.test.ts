import { expect, it } from 'vitest';
import { spiral } from './useMapKeys';

it('looks at the cross first and then outwards, never beyond its reach', () => {
  const points = spiral({ x: 100, y: 50 }, 80, 4);
  const distances = points.map(({ x, y }) => Math.hypot(x - 100, y - 50));
  expect(distances[0]).toBe(0);
  expect(distances.every((one, index) => index === 0 || one >= (distances[index - 1] ?? 0) - 1e-9)).toBe(true);
  expect(Math.max(...distances)).toBeCloseTo(80);
});
