import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { CasePage, CaseRow } from '@/wire/contracts';
import { Refused } from '@/wire/http';
import { useAreas } from './areas';
import type { AreaView } from './areas';
import { defaults } from './defaults';
import { usePorts } from './ports';

export type { CaseRow };

/** Places whose name or code says what was typed; the nearest to the ground last. */
export function placesOf(areas: readonly AreaView[], typed: string, most: number): readonly AreaView[] {
  const words = typed.toLowerCase();
  return words === '' ? [] : areas.filter(({ name, code }) => name.toLowerCase().includes(words) || code === typed)
    .slice(0, most);
}

/** Places by name; cases of an area by what is written about them, or by their number: as far as one may read. */
export const useFinder = defineStore('finder', () => {
  const typed = ref('');
  /** Null: nobody searches. */
  const rows = shallowRef<readonly CaseRow[] | null>(null);
  const total = ref(0);
  const places = shallowRef<readonly AreaView[]>([]);
  const state = ref<'ready' | 'loading' | 'refused' | 'unreachable'>('ready');
  let turn = 0;

  async function search(words: string, area: string | null): Promise<void> {
    typed.value = words.trim();
    const mine = ++turn;
    places.value = placesOf(useAreas().all, typed.value, defaults.placesFound);
    if (typed.value === '') {
      rows.value = null;
      return;
    }

    state.value = 'loading';
    const pageSize = String(defaults.attentionRows - places.value.length);
    const asked = new URLSearchParams({ q: typed.value, pageSize });
    if (area !== null) asked.set('area', area);
    try {
      const found = await usePorts().api.get<CasePage>(`/cases?${asked.toString()}`);
      if (mine !== turn) return;
      [rows.value, total.value, state.value] = [found.rows, found.total, 'ready'];
    } catch (failure) {
      if (mine !== turn) return;
      [rows.value, total.value] = [[], 0];
      state.value = failure instanceof Refused ? 'refused' : 'unreachable';
    }
  }

  return { typed, rows, places, total, state, search };
});
