import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { ForecastView, RhythmView } from '@/wire/contracts';
import { usePorts } from './ports';

export type { ForecastView };

/** Reports and closings per hour of one area, the last 24 whole hours and the running one; and what comes next. */
export const useRhythm = defineStore('rhythm', () => {
  const rhythm = shallowRef<RhythmView | null>(null);
  const forecast = shallowRef<ForecastView | null>(null);
  const failed = ref(false);
  let asked = 0;

  const next24 = computed(() => forecast.value?.ahead.find((one) => one.hours === 24) ?? null);

  const reportedIn24Hours = computed(() => sum((hour) => hour.reported));
  const closedIn24Hours = computed(() => sum((hour) => hour.closed));

  function sum(of: (hour: RhythmView['hours'][number]) => number): number | null {
    return rhythm.value === null ? null : rhythm.value.hours.reduce((total, hour) => total + of(hour), 0);
  }

  async function load(area: string): Promise<void> {
    const turn = ++asked;
    if (rhythm.value?.id !== area) [rhythm.value, forecast.value] = [null, null];
    void foresee(area, turn);
    try {
      const found = await usePorts().api.get<RhythmView>(`/areas/${encodeURIComponent(area)}/rhythm`);
      if (turn !== asked) return;
      rhythm.value = found;
      failed.value = false;
    } catch {
      if (turn === asked) failed.value = true;
    }
  }

  /** A forecast that does not come leaves the rhythm as it is: the panel says that there is none. */
  async function foresee(area: string, turn: number): Promise<void> {
    try {
      const found = await usePorts().api.get<ForecastView>(`/areas/${encodeURIComponent(area)}/forecast`);
      if (turn === asked) forecast.value = found;
    } catch {
      if (turn === asked) forecast.value = null;
    }
  }

  /** The screen shows another moment, of which the hours are not known. */
  function forget(): void {
    asked++;
    [rhythm.value, forecast.value] = [null, null];
  }

  return { rhythm, forecast, next24, failed, reportedIn24Hours, closedIn24Hours, load, forget };
});
