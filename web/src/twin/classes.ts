import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { ClassView } from '@/wire/contracts';
import { usePorts } from './ports';

export type { ClassView };

/** The table of case classes: data, never an enum. */
export const useClasses = defineStore('classes', () => {
  const all = shallowRef<readonly ClassView[]>([]);
  const byCode = computed(() => new Map(all.value.map((row) => [row.code, row])));

  async function load(): Promise<void> {
    all.value = await usePorts().api.get<ClassView[]>('/classes');
  }

  /** In the language asked for; null when nobody has classed the case yet. */
  function nameOf(code: string | null | undefined, locale: string): string | null {
    if (code == null) return null;
    const row = byCode.value.get(code);
    return row === undefined ? code : locale.startsWith('zh') ? row.zh : row.en;
  }

  return { all, byCode, load, nameOf };
});
