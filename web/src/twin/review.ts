import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { newCommandId } from '@/wire/commandId';
import type {
  ReviewFigureView, ReviewOutcomeRequest, ReviewOutcomesView, ReviewOutcomeView, ReviewRowsView, ReviewUnitView,
  ReviewView,
} from '@/wire/contracts';
import type { LoadState, Sentence } from './desk/sentence';
import { sentenceOf } from './desk/sentence';
import { usePorts } from './ports';

export type { ReviewFigureView, ReviewOutcomeView, ReviewRowsView, ReviewUnitView, ReviewView };

export const reviewKinds = ['day', 'week', 'month'] as const;
export type ReviewKind = (typeof reviewKinds)[number];

/** What the page's address says; with a position it is the same whenever it is opened. */
export interface ReviewAddress {
  area: string | null;
  kind: ReviewKind;
  date: string | null;
  position: number | null;
}

const rowsPerPage = 50;

/** One review, the cases behind one of its figures, and what the meeting decided. */
export const useReview = defineStore('review', () => {
  const address = ref<ReviewAddress>({ area: null, kind: 'day', date: null, position: null });
  const review = shallowRef<ReviewView | null>(null);
  const state = ref<LoadState>('loading');
  const problem = shallowRef<Sentence | null>(null);
  const outcomes = shallowRef<ReviewOutcomesView | null>(null);
  const rows = shallowRef<ReviewRowsView | null>(null);
  /** The figure whose cases are shown; null: none. */
  const explained = ref<string | null>(null);
  const rowsProblem = shallowRef<Sentence | 'lost' | null>(null);
  let turn = 0;
  let rowTurn = 0;
  let wish: { said: string; id: string } | null = null;

  const byCode = computed(() => new Map((review.value?.figures ?? []).map((one) => [one.figure, one])));

  function path(more: string, asked: Record<string, string | number | null | undefined>): string {
    const { area, kind } = address.value;
    const query = new URLSearchParams(Object.entries(asked).flatMap(
      ([name, value]) => (value == null ? [] : [[name, String(value)]])));
    return `/areas/${encodeURIComponent(area ?? '')}/reviews/${kind}${more}?${query.toString()}`;
  }

  async function load(next: ReviewAddress): Promise<void> {
    const mine = ++turn;
    const same = next.area === address.value.area && next.kind === address.value.kind
      && next.date === review.value?.date;
    address.value = next;
    close();
    if (!same) [review.value, outcomes.value, state.value] = [null, null, 'loading'];
    try {
      const found = await usePorts().api.get<ReviewView>(path('', { date: next.date, position: next.position }));
      if (mine !== turn) return;
      review.value = found;
      address.value = { ...next, date: found.date, position: found.position };
      state.value = 'ready';
      problem.value = null;
      await follow();
    } catch (failure) {
      if (mine !== turn) return;
      problem.value = sentenceOf(failure);
      state.value = problem.value === null ? 'unreachable' : 'refused';
    }
  }

  /** Outcomes go on after the meeting: they are of now. */
  async function follow(): Promise<void> {
    const mine = turn;
    const found = await usePorts().api.get<ReviewOutcomesView>(path('/outcomes', { date: address.value.date }));
    if (mine === turn) outcomes.value = found;
  }

  async function explain(figure: string, page = 1): Promise<void> {
    const mine = ++rowTurn;
    const { date, position } = address.value;
    if (explained.value !== figure) rows.value = null;
    explained.value = figure;
    rowsProblem.value = null;
    try {
      const found = await usePorts().api.get<ReviewRowsView>(
        path('/cases', { date, position, figure, page, pageSize: rowsPerPage }));
      if (mine === rowTurn) rows.value = found;
    } catch (failure) {
      if (mine === rowTurn) rowsProblem.value = sentenceOf(failure) ?? 'lost';
    }
  }

  function close(): void {
    rowTurn++;
    explained.value = null;
    rows.value = null;
    rowsProblem.value = null;
  }

  /** The same wish keeps its id until it is stored: sent again after a lost answer it has one effect. */
  async function decide(outcome: Omit<ReviewOutcomeRequest, 'date' | 'commandId'>): Promise<void> {
    const body = { ...outcome, date: address.value.date };
    const said = JSON.stringify([body, address.value.area, address.value.kind]);
    if (wish?.said !== said) wish = { said, id: newCommandId() };
    const found = await usePorts().api.post<ReviewOutcomesView>(
      path('/outcomes', {}).replace(/\?$/, ''), { ...body, commandId: wish.id });
    wish = null;
    outcomes.value = found;
  }

  return {
    address, review, state, problem, outcomes, rows, explained, rowsProblem, byCode, load, follow, explain, close,
    decide,
  };
});

export function readAddress(search: string): ReviewAddress {
  const asked = new URLSearchParams(search);
  const position = Number(asked.get('position') ?? NaN);
  return {
    area: asked.get('area'),
    kind: reviewKinds.find((kind) => kind === asked.get('kind')) ?? 'day',
    date: asked.get('date'),
    position: Number.isSafeInteger(position) && position >= 0 && asked.has('position') ? position : null,
  };
}

export function writeAddress(address: ReviewAddress): string {
  const said = Object.entries(address).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]]));
  return `?${new URLSearchParams(said).toString()}`;
}

/** The first day of the period before or after; the server finds the period of any day. */
export function shifted(date: string, kind: ReviewKind, by: 1 | -1): string {
  const day = new Date(`${date}T00:00:00Z`);
  if (kind === 'month') day.setUTCMonth(day.getUTCMonth() + by);
  else day.setUTCDate(day.getUTCDate() + by * (kind === 'week' ? 7 : 1));
  return day.toISOString().slice(0, 10);
}
