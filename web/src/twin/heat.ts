import { defaults } from './defaults';

const microsPerUnit = 1_000_000;

/** What a grid's heat is measured against. */
export interface UsualHeat {
  meanMicros: number;
  sigmaMicros: number;
  /** Below this it is never called hot. */
  leastMicros: number;
}

/** Mean and spread of the heat of all grids now: stands in where too few weeks are known for an own baseline. */
export function heatOfAll(heatMicros: readonly number[]): UsualHeat {
  const leastMicros = defaults.heatLeastPerHundredHouseholds * microsPerUnit;
  if (heatMicros.length === 0) return { meanMicros: 0, sigmaMicros: 0, leastMicros };
  const mean = heatMicros.reduce((sum, heat) => sum + heat, 0) / heatMicros.length;
  const variance = heatMicros.reduce((sum, heat) => sum + (heat - mean) ** 2, 0) / heatMicros.length;
  return { meanMicros: mean, sigmaMicros: Math.sqrt(variance), leastMicros };
}

/** 0 not hot, then 1, 2, 3 as the heat stands one, two, three spreads above what is usual. */
export function heatBand(heatMicros: number, usual: UsualHeat): 0 | 1 | 2 | 3 {
  if (heatMicros < usual.leastMicros || usual.sigmaMicros === 0) return 0;
  const z = (heatMicros - usual.meanMicros) / usual.sigmaMicros;
  const [one, two, three] = defaults.heatBandsSigma;
  if (z >= three) return 3;
  if (z >= two) return 2;
  return z >= one ? 1 : 0;
}

export function perHundredHouseholds(heatMicros: number): number {
  return heatMicros / microsPerUnit;
}
