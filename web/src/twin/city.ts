import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { CityView } from '@/wire/contracts';
import { defaults } from './defaults';
import { usePorts } from './ports';

/** The city itself, and its clock: the server's, not the screen's. */
export const useCity = defineStore('city', () => {
  const city = shallowRef<CityView | null>(null);
  const skewMilliseconds = ref(0);
  /** Moves each second. */
  const now = ref(0);
  /** Moves each ten seconds: enough for due times on the map. */
  const slowNow = ref(0);

  /** Null: the present; else the moment that the screen shows. */
  let shownAt: number | null = null;

  const zone = computed(() => city.value?.zone ?? 'UTC');
  const demo = computed(() => city.value?.demo ?? false);

  async function load(): Promise<CityView> {
    const before = usePorts().nowMilliseconds();
    const found = await usePorts().api.get<CityView>('/city');
    const after = usePorts().nowMilliseconds();
    skewMilliseconds.value = Date.parse(found.now) - (before + after) / 2;
    city.value = found;
    tick();
    return found;
  }

  /** Called each second by the page. */
  function tick(): void {
    now.value = shownAt ?? usePorts().nowMilliseconds() + skewMilliseconds.value;
    if (Math.abs(now.value - slowNow.value) >= defaults.toneTickMilliseconds) slowNow.value = now.value;
  }

  /** The clock stands at a moment of the past, or runs again. */
  function showAt(milliseconds: number | null): void {
    shownAt = milliseconds;
    tick();
    slowNow.value = now.value;
  }

  return { city, zone, demo, skewMilliseconds, now, slowNow, load, tick, showAt };
});
