import { defaults } from './defaults';

const microsPerUnit = 1_000_000;

export interface HeatScale {
  mean: number;
  sigma: number;
}

/** Mean and spread of the heat of all grids: what "hot" is measured against. */
export function heatScale(heatMicros: readonly number[]): HeatScale {
  if (heatMicros.length === 0) return { mean: 0, sigma: 0 };
  const mean = heatMicros.reduce((sum, heat) => sum + heat, 0) / heatMicros.length;
  const variance = heatMicros.reduce((sum, heat) => sum + (heat - mean) ** 2, 0) / heatMicros.length;
  return { mean, sigma: Math.sqrt(variance) };
}

/** 0 not hot, then 1, 2, 3 as the heat stands one, two, three spreads above the mean. */
export function heatBand(heatMicros: number, scale: HeatScale): 0 | 1 | 2 | 3 {
  if (heatMicros < defaults.heatLeastPerHundredHouseholds * microsPerUnit || scale.sigma === 0) return 0;
  const z = (heatMicros - scale.mean) / scale.sigma;
  const [one, two, three] = defaults.heatBandsSigma;
  if (z >= three) return 3;
  if (z >= two) return 2;
  return z >= one ? 1 : 0;
}

export function perHundredHouseholds(heatMicros: number): number {
  return heatMicros / microsPerUnit;
}
