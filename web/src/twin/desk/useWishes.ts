import type { Ref } from 'vue';
import { ref, shallowRef } from 'vue';
import { newCommandId } from '@/wire/commandId';
import type { Sentence } from './sentence';
import { sentenceOf } from './sentence';

export interface Wishes {
  busy: Ref<boolean>;
  problem: Ref<Sentence | 'lost' | null>;
  /** Does it and keeps what went wrong; true when nothing did. */
  ask(work: () => Promise<void>): Promise<boolean>;
  /** Posts one wish at a time, under one identity until it was answered. */
  send(wish: string, post: (id: string) => Promise<void>): Promise<boolean>;
  idOf(wish: string): string;
}

/** What a desk asks of the server: pressed again after a cut, one wish counts once. */
export function useWishes(): Wishes {
  const busy = ref(false);
  const problem = shallowRef<Sentence | 'lost' | null>(null);
  const ids = new Map<string, string>();

  function idOf(wish: string): string {
    const id = ids.get(wish) ?? newCommandId();
    ids.set(wish, id);
    return id;
  }

  async function ask(work: () => Promise<void>): Promise<boolean> {
    problem.value = null;
    try {
      await work();
      return true;
    } catch (failure) {
      problem.value = sentenceOf(failure) ?? 'lost';
      return false;
    }
  }

  async function send(wish: string, post: (id: string) => Promise<void>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    const sent = await ask(() => post(idOf(wish)));
    // A refusal is an answer: the next press is another wish.
    if (problem.value !== 'lost') ids.delete(wish);
    busy.value = false;
    return sent;
  }

  return { busy, problem, ask, send, idOf };
}
