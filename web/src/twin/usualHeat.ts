import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { HeatView } from '@/wire/contracts';
import { usePorts } from './ports';
import type { UsualHeat } from './heat';

/** The heat that each grid usually has at this hour of the week; learnt by the city, asked for once an hour. */
export const useUsualHeat = defineStore('usualHeat', () => {
  const view = shallowRef<HeatView | null>(null);
  let asked = 0;

  const byGrid = computed<ReadonlyMap<string, UsualHeat>>(
    () => new Map(view.value?.grids.map((grid) => [grid.id, grid] as const) ?? []),
  );
  const known = computed(() => byGrid.value.size > 0);

  /** @param then A moment of the past; null: now. What is not answered leaves the last answer. */
  async function load(area: string, then: number | null): Promise<void> {
    const turn = ++asked;
    const at = then === null ? '' : `?at=${new Date(then).toISOString()}`;
    const found = await usePorts().api.get<HeatView>(`/areas/${encodeURIComponent(area)}/heat${at}`)
      .catch(() => null);
    if (turn === asked && found !== null) view.value = found;
  }

  return { view, byGrid, known, load };
});
