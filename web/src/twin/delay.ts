import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { defaults } from './defaults';

/** How long facts take to this screen: measured here, for the newest of them. */
export const useDelay = defineStore('delay', () => {
  const seconds = ref<readonly number[]>([]);
  const lastAtMilliseconds = ref<number | null>(null);

  const median = computed(() => quantile(seconds.value, 0.5));
  const p95 = computed(() => quantile(seconds.value, 0.95));

  /** Facts that were stored at these moments are on the screen now. */
  function note(storedAtMilliseconds: readonly number[], nowMilliseconds: number): void {
    if (storedAtMilliseconds.length === 0) return;
    const fresh = storedAtMilliseconds.map((at) => Math.max(0, nowMilliseconds - at) / 1_000);
    seconds.value = [...seconds.value, ...fresh].slice(-defaults.delaysKept);
    lastAtMilliseconds.value = nowMilliseconds;
  }

  return { seconds, lastAtMilliseconds, median, p95, note };
});

/** The nearest rank; null where there is nothing to rank. */
export function quantile(values: readonly number[], share: number): number | null {
  const ordered = [...values].sort((a, b) => a - b);
  return ordered[Math.max(0, Math.ceil(share * ordered.length) - 1)] ?? null;
}
