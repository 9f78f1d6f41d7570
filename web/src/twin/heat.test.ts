import { expect, it } from 'vitest';
import { heatBand, heatOfAll } from './heat';

const cold = Array.from({ length: 99 }, () => 100_000);

it('finds no heat where all grids are alike', () => {
  expect(heatBand(100_000, heatOfAll(cold))).toBe(0);
});

it('calls a grid hot by how far it stands above what is usual', () => {
  const usual = { meanMicros: 100_000, sigmaMicros: 50_000, leastMicros: 0 };
  expect([149_999, 150_000, 200_000, 250_000].map((heat) => heatBand(heat, usual))).toEqual([0, 1, 2, 3]);
});

it('never calls a trifle hot', () => {
  expect(heatBand(40_000, { meanMicros: 1_000, sigmaMicros: 1_000, leastMicros: 50_000 })).toBe(0);
  expect(heatBand(40_000, heatOfAll([1_000, 2_000, 3_000]))).toBe(0);
});

it('has no scale without grids', () => {
  expect(heatBand(900_000, heatOfAll([]))).toBe(0);
});
