import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { ComparedView, ComparisonView } from '@/wire/contracts';
import { usePorts } from './ports';

export type { ComparedView, ComparisonView };

/** The areas below the one on screen side by side, with the intervals that their few cases leave open. */
export const useComparison = defineStore('comparison', () => {
  const comparison = shallowRef<ComparisonView | null>(null);
  const failed = ref(false);
  let turn = 0;

  async function load(area: string): Promise<void> {
    const mine = ++turn;
    if (comparison.value?.id !== area) comparison.value = null;
    try {
      const found = await usePorts().api.get<ComparisonView>(
        `/areas/${encodeURIComponent(area)}/comparison?window=30d`);
      if (mine !== turn) return;
      comparison.value = found;
      failed.value = false;
    } catch {
      if (mine === turn) failed.value = true;
    }
  }

  return { comparison, failed, load };
});

/** A quarter of what is expected stands left, four times as much right, as much in the middle. */
export function ratioPlace(ratio: number): number {
  const doublings = 2;
  const at = (Math.log2(Math.max(ratio, Number.MIN_VALUE)) + doublings) / (2 * doublings);
  return Math.min(1, Math.max(0, at));
}
