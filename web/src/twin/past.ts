import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { BoardView, FrameView, PastMarkView, PastSpanView, ProblemView } from '@/wire/contracts';
import { Refused } from '@/wire/http';
import { useBoards } from './boards';
import { openCaseOf, useCases } from './cases';
import type { OpenCase } from './cases';
import { useCity } from './city';
import { defaults } from './defaults';
import { useLive } from './live';
import { usePorts } from './ports';
import { usePosts } from './posts';
import { useRhythm } from './rhythm';

/** `reading`: the city folds its log up to there, which may take a while. */
export type PastState = 'reading' | 'ready' | 'refused';

/** What a map and a table need of a moment. */
export interface Moment {
  at: number;
  boards: ReadonlyMap<string, BoardView>;
  cases: readonly OpenCase[];
}

/** The time machine: which moment the screen shows, when it does not show the present one. */
export const usePast = defineStore('past', () => {
  /** Null: the screen is live. */
  const at = ref<number | null>(null);
  const state = ref<PastState>('ready');
  const problem = shallowRef<ProblemView | null>(null);
  const position = ref<number | null>(null);
  const marks = shallowRef<readonly PastMarkView[]>([]);
  const playing = ref(false);
  /** Another moment, to be looked at beside the one that is shown. */
  const pinned = shallowRef<Moment | null>(null);
  /** How far from the left the map shows the pinned moment, in percent. */
  const curtain = ref(50);
  let shown: Omit<Moment, 'at'> = { boards: new Map(), cases: [] };
  let turn = 0;

  const active = computed(() => at.value !== null);
  const first = computed(() => Date.parse(marks.value[0]?.at ?? '') || (at.value ?? 0));
  const last = computed(() => Date.parse(marks.value.at(-1)?.at ?? '') || (at.value ?? 0));
  /** What a press of the arrows and a beat of the player goes. */
  const step = computed(() => Math.max(1_000, Math.round((last.value - first.value) / defaults.pastSteps)));

  /** Leaves the present: the screen stands at the last fact until it is moved. */
  async function open(): Promise<void> {
    const mine = ++turn;
    at.value = useCity().now;
    useLive().hold();
    useRhythm().forget();
    usePosts().forget();
    const span = await read<PastSpanView>(mine, '/past/span');
    if (span === null) return;
    marks.value = span.marks;
    if (span.marks.length === 0) close();
    else await go(last.value);
  }

  /** Shows a moment; one that is asked for meanwhile takes its place. */
  async function go(milliseconds: number): Promise<void> {
    if (marks.value.length === 0) return;
    const mine = ++turn;
    const moment = Math.min(Math.max(milliseconds, first.value), last.value);
    at.value = moment;
    const frames = await read<FrameView[]>(mine, `/past?at=${new Date(moment).toISOString()}`);
    if (frames !== null) show(moment, frames);
  }

  /** Asks until there is an answer; null when it was refused, or when something else is wanted by now. */
  async function read<T>(mine: number, path: string): Promise<T | null> {
    state.value = 'reading';
    while (mine === turn) {
      try {
        const answer = await usePorts().api.get<T>(path);
        if (mine === turn) return answer;
      } catch (failure) {
        if (mine === turn && failure instanceof Refused) {
          state.value = 'refused';
          problem.value = failure.problem;
          return null;
        }

        // Not there yet, or no line: what was read stays read.
        if (mine === turn) await usePorts().pause(defaults.pastRetryMilliseconds);
      }
    }

    return null;
  }

  function show(moment: number, frames: readonly FrameView[]): void {
    useBoards().restart(frames);
    useCases().restart(frames);
    useCity().showAt(moment);
    shown = {
      boards: new Map(frames.flatMap((frame) => (frame.board == null ? [] : [[frame.area, frame.board] as const]))),
      cases: frames.flatMap((frame) => frame.cases.map((mark) => openCaseOf(mark, frame.area))),
    };
    position.value = frames[0]?.position ?? null;
    state.value = 'ready';
  }

  /** One beat after the other until the last fact, or until it is stopped. */
  async function play(): Promise<void> {
    playing.value = true;
    if ((at.value ?? 0) >= last.value) await go(first.value);
    while (playing.value && at.value !== null && at.value < last.value) {
      await go(at.value + step.value);
      await usePorts().pause(defaults.pastBeatMilliseconds);
    }

    playing.value = false;
  }

  function stop(): void {
    playing.value = false;
  }

  function pin(): void {
    pinned.value = pinned.value !== null || at.value === null ? null : { at: at.value, ...shown };
  }

  /** Back to the present: every area begins with a snapshot, so nothing lies between. */
  function close(): void {
    turn++;
    playing.value = false;
    at.value = null;
    position.value = null;
    pinned.value = null;
    useCity().showAt(null);
    useLive().release();
  }

  return {
    active, at, state, problem, position, marks, playing, pinned, curtain, first, last, step,
    open, go, play, stop, pin, close,
  };
});
