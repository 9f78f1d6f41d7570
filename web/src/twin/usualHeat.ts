import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { HeatView } from '@/wire/contracts';
import { usePorts } from './ports';
import type { UsualHeat } from './heat';

type ByGrid = ReadonlyMap<string, UsualHeat>;

/** Asks the city what is usual at a moment; null: now. Empty where it knows too few weeks. */
export async function usualHeatAt(area: string, then: number | null): Promise<ByGrid> {
  const at = then === null ? '' : `?at=${new Date(then).toISOString()}`;
  const { grids } = await usePorts().api.get<HeatView>(`/areas/${encodeURIComponent(area)}/heat${at}`);
  return new Map(grids.map((grid) => [grid.id, grid]));
}

/** The heat that each grid usually has at this hour of the week; learnt by the city, asked for once an hour. */
export const useUsualHeat = defineStore('usualHeat', () => {
  const byGrid = shallowRef<ByGrid>(new Map());
  let asked = 0;

  const known = computed(() => byGrid.value.size > 0);

  /** What is not answered leaves the last answer. */
  async function load(area: string, then: number | null): Promise<void> {
    const turn = ++asked;
    const found = await usualHeatAt(area, then).catch(() => null);
    if (turn === asked && found !== null) byGrid.value = found;
  }

  return { byGrid, known, load };
});
