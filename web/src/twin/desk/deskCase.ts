import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { CaseDeskView, ClockView, CommandAnswer, HappenedView, PostView, WordsView } from '@/wire/contracts';
import { newCommandId } from '@/wire/commandId';
import { Refused } from '@/wire/http';
import { usePorts } from '../ports';
import type { LoadState, Sentence } from './sentence';
import { sentenceOf } from './sentence';

export type { CaseDeskView, ClockView, CommandAnswer, HappenedView };
export type CommandBody = Record<string, unknown>;

/** Identity of one wish at a desk. */
export const newWish = newCommandId;

/** The one case that lies open on the desk. */
export const useDeskCase = defineStore('deskCase', () => {
  const caseId = ref<string | null>(null);
  const desk = shallowRef<CaseDeskView | null>(null);
  const words = shallowRef<WordsView | null>(null);
  /** Name of the seat that has the case. */
  const seat = ref<string | null>(null);
  const seats = new Map<string, string>();
  const state = ref<LoadState>('loading');
  const problem = shallowRef<Sentence | null>(null);
  let turn = 0;

  async function open(id: string): Promise<void> {
    if (caseId.value !== id) {
      desk.value = null;
      words.value = null;
      state.value = 'loading';
      caseId.value = id;
    }

    await reload();
  }

  /** Keeps the picture until the new one is here. */
  async function reload(): Promise<void> {
    const id = caseId.value;
    if (id === null) return;
    const mine = ++turn;
    try {
      const found = await usePorts().api.get<CaseDeskView>(`/cases/${encodeURIComponent(id)}/desk`);
      const name = found.case.post == null ? null : await seatName(found.case.post);
      if (mine !== turn) return;
      seat.value = name;
      desk.value = found;
      state.value = 'ready';
      problem.value = null;
    } catch (failure) {
      if (mine !== turn) return;
      problem.value = sentenceOf(failure);
      state.value = failure instanceof Refused ? 'refused' : 'unreachable';
      if (failure instanceof Refused) desk.value = null;
    }
  }

  // Seats do not change their names: asked once.
  async function seatName(id: string): Promise<string> {
    const known = seats.get(id)
      ?? (await usePorts().api.get<PostView>(`/posts/${encodeURIComponent(id)}`).catch(() => null))?.name;
    if (known !== undefined) seats.set(id, known);
    return known ?? id;
  }

  /** Sent again with the same id it has one effect. */
  function give(id: string, command: string, body: CommandBody, commandId: string): Promise<CommandAnswer> {
    return usePorts().api.post<CommandAnswer>(`/cases/${encodeURIComponent(id)}/${command}`, body, commandId);
  }

  /** The same for what one department owes. */
  function act(id: string, owed: string, word: string, body: CommandBody, commandId: string): Promise<CommandAnswer> {
    return usePorts().api.post<CommandAnswer>(
      `/cases/${encodeURIComponent(id)}/obligations/${encodeURIComponent(owed)}/${word}`, body, commandId,
    );
  }

  /** Reading is noted by the server, with its purpose. */
  async function readWords(): Promise<void> {
    const id = caseId.value;
    if (id === null) return;
    const found = await usePorts().api.get<WordsView>(`/cases/${encodeURIComponent(id)}/words?purpose=handling`);
    if (caseId.value === id) words.value = found;
  }

  function close(): void {
    turn++;
    caseId.value = null;
    desk.value = null;
    words.value = null;
  }

  return { caseId, desk, seat, words, state, problem, open, reload, give, act, readWords, close };
});
