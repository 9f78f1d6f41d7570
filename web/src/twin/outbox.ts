import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { backoffMilliseconds } from '@/wire/backoff';
import { newCommandId } from '@/wire/commandId';
import { Refused, Unreachable } from '@/wire/http';
import { defaults } from './defaults';
import { usePorts } from './ports';

export interface Letter {
  /** Also the command's id: sent again it has one effect. */
  id: string;
  kind: string;
  path: string;
  body: Record<string, unknown>;
  /** The case it is about; null for a report. */
  caseId: string | null;
  /** The seat it was written at; only that seat may send it. Null: any. */
  post: string | null;
  /** What it is about, in a word, for the list. */
  about: string;
  writtenAtMilliseconds: number;
  refusal: { zh: string; en: string } | null;
}

export type Draft = Pick<Letter, 'kind' | 'path' | 'body' | 'caseId' | 'post' | 'about'>;

export interface Delivered {
  letter: Letter;
  answer: unknown;
}

type Listener = (delivered: Delivered) => void;
const keepKey = 'outbox';

/** What the worker did and the city may not know yet. Nothing in it is lost by a cut, a reload or a dead battery. */
export const useOutbox = defineStore('outbox', () => {
  const letters = shallowRef<readonly Letter[]>(read());
  const listeners = new Set<Listener>();
  const sendingId = shallowRef<string | null>(null);
  let seat: string | null = null;
  let signedIn = false;
  let tries = 0;
  let wakeAt: ReturnType<typeof setTimeout> | null = null;

  const waiting = computed(() => letters.value.filter((letter) => letter.refusal === null));
  const refused = computed(() => letters.value.filter((letter) => letter.refusal !== null));

  /** Keeps first, then sends. */
  function write(draft: Draft): Letter {
    const letter: Letter = {
      ...draft, id: newCommandId(), writtenAtMilliseconds: usePorts().nowMilliseconds(), refusal: null,
    };
    put([...letters.value, letter]);
    wake();
    return letter;
  }

  /** Who sends from now on. */
  function sitAt(post: string | null, isSignedIn: boolean): void {
    seat = post;
    signedIn = isSignedIn;
    wake();
  }

  /** The line may be back: try at once. */
  function wake(): void {
    if (wakeAt !== null) clearTimeout(wakeAt);
    wakeAt = null;
    if (sendingId.value === null) void sendAll();
  }

  function drop(id: string): void {
    put(letters.value.filter((letter) => letter.id !== id));
  }

  function isPending(caseId: string, kind: string): boolean {
    return waiting.value.some((letter) => letter.caseId === caseId && letter.kind === kind);
  }

  // One after the other, in the order of writing: what is done later may build on what was done before.
  async function sendAll(): Promise<void> {
    for (let next = nextLetter(); next !== undefined; next = nextLetter()) {
      sendingId.value = next.id;
      const reached = await send(next);
      sendingId.value = null;
      if (!reached) return;
    }
  }

  function nextLetter(): Letter | undefined {
    if (!signedIn) return undefined;
    return waiting.value.find((letter) => letter.post === null || letter.post === seat);
  }

  async function send(letter: Letter): Promise<boolean> {
    try {
      const answer = await usePorts().api.post(letter.path, letter.body, letter.id);
      tries = 0;
      drop(letter.id);
      for (const listener of listeners) listener({ letter, answer });
      return true;
    } catch (failure) {
      if (failure instanceof Refused && failure.status !== 429 && failure.status !== 401) {
        const { detail, detailZh } = failure.problem;
        const refusal = { zh: detailZh ?? detail, en: detail };
        put(letters.value.map((one) => (one.id === letter.id ? { ...one, refusal } : one)));
        return true;
      }

      if (!(failure instanceof Refused || failure instanceof Unreachable)) throw failure;
      const wait = backoffMilliseconds(tries++, defaults.outboxBackoff, Math.random);
      wakeAt = setTimeout(wake, wait);
      return false;
    }
  }

  function onDelivered(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  function put(next: readonly Letter[]): void {
    letters.value = next;
    usePorts().keep.set(keepKey, JSON.stringify(next));
  }

  return { letters, waiting, refused, sendingId, write, sitAt, wake, drop, isPending, onDelivered };
});

function read(): Letter[] {
  try {
    const kept = JSON.parse(usePorts().keep.get(keepKey) ?? '[]') as unknown;
    return Array.isArray(kept) ? (kept as Letter[]) : [];
  } catch {
    return [];
  }
}
