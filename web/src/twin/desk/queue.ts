import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { CaseRow, QueueView } from '@/wire/contracts';
import { Refused } from '@/wire/http';
import { usePorts } from '../ports';
import type { LoadState, Sentence } from './sentence';
import { sentenceOf } from './sentence';

export type { CaseRow };

/** `mine`: what waits for my roles; `all`: the whole scope; `drawn`: to be looked at once more; else a stage. */
export type QueueFilter = 'mine' | 'all' | 'drawn' | (string & {});

export const queuePageSize = 500;

/** The cases of this desk, due soonest first, as the server orders them. */
export const useQueue = defineStore('queue', () => {
  const view = shallowRef<QueueView | null>(null);
  const filter = ref<QueueFilter>('mine');
  const page = ref(1);
  /** Words that the cases are searched for; empty: none. */
  const typed = ref('');
  const state = ref<LoadState>('loading');
  const problem = shallowRef<Sentence | null>(null);
  /** Where the keyboard stands; a case, not a place in the list. */
  const cursorId = ref<string | null>(null);
  const selected = ref<ReadonlySet<string>>(new Set());
  let turn = 0;

  const rows = computed<readonly CaseRow[]>(() => view.value?.rows ?? []);
  const pages = computed(() => Math.max(1, Math.ceil((view.value?.total ?? 0) / queuePageSize)));
  const cursor = computed(() => Math.max(0, rows.value.findIndex((row) => row.caseId === cursorId.value)));
  const chosen = computed(() => rows.value.filter((row) => selected.value.has(row.caseId)));

  /** @param atLeast Log position that the answer must hold. */
  async function load(atLeast = 0): Promise<void> {
    const mine = ++turn;
    try {
      const found = await usePorts().api.get<QueueView>(`/queue?${query(atLeast)}`);
      if (mine !== turn) return;
      view.value = found;
      state.value = 'ready';
      problem.value = null;
      const there = new Set(found.rows.map((row) => row.caseId));
      if ([...selected.value].some((id) => !there.has(id))) {
        selected.value = new Set([...selected.value].filter((id) => there.has(id)));
      }
    } catch (failure) {
      if (mine !== turn) return;
      problem.value = sentenceOf(failure);
      state.value = failure instanceof Refused ? 'refused' : 'unreachable';
    }
  }

  function query(atLeast: number): string {
    const asked = new URLSearchParams({ page: String(page.value), pageSize: String(queuePageSize) });
    if (filter.value === 'mine' || filter.value === 'drawn') asked.set(filter.value, 'true');
    else if (filter.value !== 'all') asked.set('stage', filter.value);
    if (typed.value !== '') asked.set('q', typed.value);
    if (atLeast > 0) asked.set('atLeast', String(atLeast));
    return asked.toString();
  }

  function show(next: QueueFilter): Promise<void> {
    filter.value = next;
    page.value = 1;
    clear();
    return load();
  }

  function search(words: string): Promise<void> {
    const next = words.trim();
    if (next === typed.value) return Promise.resolve();
    typed.value = next;
    // Somebody who searches wants to find: what waits for others too.
    return show(next !== '' && filter.value === 'mine' ? 'all' : filter.value);
  }

  function turnTo(next: number): Promise<void> {
    page.value = Math.min(pages.value, Math.max(1, next));
    clear();
    return load();
  }

  function move(by: number): void {
    if (rows.value.length === 0) return;
    const at = cursorId.value === null ? (by > 0 ? 0 : rows.value.length - 1) : cursor.value + by;
    cursorId.value = rows.value[Math.min(rows.value.length - 1, Math.max(0, at))]?.caseId ?? null;
  }

  function toggle(caseId: string): void {
    const next = new Set(selected.value);
    if (!next.delete(caseId)) next.add(caseId);
    selected.value = next;
  }

  function selectAll(): void {
    const all = rows.value.length > 0 && selected.value.size === rows.value.length;
    selected.value = all ? new Set() : new Set(rows.value.map((row) => row.caseId));
  }

  function selectOnly(ids: Iterable<string>): void {
    selected.value = new Set(ids);
  }

  function clear(): void {
    selected.value = new Set();
  }

  function forget(): void {
    turn++;
    view.value = null;
    state.value = 'loading';
    filter.value = 'mine';
    typed.value = '';
    page.value = 1;
    cursorId.value = null;
    clear();
  }

  return {
    view, filter, typed, page, pages, state, problem, rows, cursorId, cursor, selected, chosen,
    load, show, search, turnTo, move, toggle, selectAll, selectOnly, clear, forget,
  };
});
