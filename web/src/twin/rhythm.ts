import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { RhythmView } from '@/wire/contracts';
import { usePorts } from './ports';

/** Reports and closings per hour of one area, the last 24 whole hours and the running one. */
export const useRhythm = defineStore('rhythm', () => {
  const rhythm = shallowRef<RhythmView | null>(null);
  const failed = ref(false);
  let asked = 0;

  const reportedIn24Hours = computed(() => sum((hour) => hour.reported));
  const closedIn24Hours = computed(() => sum((hour) => hour.closed));

  function sum(of: (hour: RhythmView['hours'][number]) => number): number | null {
    return rhythm.value === null ? null : rhythm.value.hours.reduce((total, hour) => total + of(hour), 0);
  }

  async function load(area: string): Promise<void> {
    const turn = ++asked;
    if (rhythm.value?.id !== area) rhythm.value = null;
    try {
      const found = await usePorts().api.get<RhythmView>(`/areas/${encodeURIComponent(area)}/rhythm`);
      if (turn !== asked) return;
      rhythm.value = found;
      failed.value = false;
    } catch {
      if (turn === asked) failed.value = true;
    }
  }

  /** The screen shows another moment, of which the hours are not known. */
  function forget(): void {
    asked++;
    rhythm.value = null;
  }

  return { rhythm, failed, reportedIn24Hours, closedIn24Hours, load, forget };
});
