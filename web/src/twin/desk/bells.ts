import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { BellsView, BellView } from '@/wire/contracts';
import { usePorts } from '../ports';
import { useSession } from '../session';
import type { Sentence } from './sentence';
import { sentenceOf } from './sentence';

export type { BellView };

/** Bells that ring at this desk; the server says which, this only shows them until each is answered. */
export const useBells = defineStore('bells', () => {
  const view = shallowRef<BellsView | null>(null);
  const busy = ref(false);
  const problem = shallowRef<Sentence | 'lost' | null>(null);
  let turn = 0;

  const ringing = computed<readonly BellView[]>(() => view.value?.bells ?? []);
  /** Only who may list the cases of an area can be rung for. */
  const listens = computed(() => useSession().session?.sees.includes('areaCases') ?? false);

  /** A bell that is not heard of now is heard of with the next frame. */
  async function load(atLeast = 0): Promise<void> {
    if (!listens.value) return;
    const mine = ++turn;
    const found = await usePorts().api.get<BellsView>(atLeast > 0 ? `/bells?atLeast=${atLeast}` : '/bells')
      .catch(() => null);
    if (mine === turn && found !== null) view.value = found;
  }

  /** Whoever answers first has answered for all desks; that it rings no more is no fault. */
  async function answer(bells: readonly BellView[]): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    problem.value = null;
    try {
      for (const { caseId, bell } of bells) {
        await usePorts().api.post('/bells/answer', { caseId, bell }).catch((failure: unknown) => {
          problem.value = sentenceOf(failure) ?? 'lost';
        });
      }
    } finally {
      busy.value = false;
    }

    await load();
  }

  function forget(): void {
    turn++;
    view.value = null;
    problem.value = null;
  }

  return { ringing, listens, busy, problem, load, answer, forget };
});
