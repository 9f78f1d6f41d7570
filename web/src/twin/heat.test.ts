import { expect, it } from 'vitest';
import { heatBand, heatScale } from './heat';

const cold = Array.from({ length: 99 }, () => 100_000);

it('finds no heat where all grids are alike', () => {
  const scale = heatScale(cold);
  expect(heatBand(100_000, scale)).toBe(0);
});

it('calls a grid hot by how far it stands above the others', () => {
  const scale = { mean: 100_000, sigma: 50_000 };
  expect([149_999, 150_000, 200_000, 250_000].map((heat) => heatBand(heat, scale))).toEqual([0, 1, 2, 3]);
});

it('never calls a trifle hot', () => {
  expect(heatBand(40_000, { mean: 1_000, sigma: 1_000 })).toBe(0);
});

it('has no scale without grids', () => {
  expect(heatBand(900_000, heatScale([]))).toBe(0);
});
