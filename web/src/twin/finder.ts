import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { CasePage, CaseRow } from '@/wire/contracts';
import { Refused } from '@/wire/http';
import { defaults } from './defaults';
import { usePorts } from './ports';

export type { CaseRow };

/** Cases of an area by what is written about them, or by their number: as far as the one who asks may read. */
export const useFinder = defineStore('finder', () => {
  const typed = ref('');
  /** Null: nobody searches. */
  const rows = shallowRef<readonly CaseRow[] | null>(null);
  const total = ref(0);
  const state = ref<'ready' | 'loading' | 'refused' | 'unreachable'>('ready');
  let turn = 0;

  async function search(words: string, area: string | null): Promise<void> {
    typed.value = words.trim();
    const mine = ++turn;
    if (typed.value === '') {
      rows.value = null;
      return;
    }

    state.value = 'loading';
    const asked = new URLSearchParams({ q: typed.value, pageSize: String(defaults.attentionRows) });
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

  return { typed, rows, total, state, search };
});
