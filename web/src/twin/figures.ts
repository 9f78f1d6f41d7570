import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { FigureView, FiguresView, MetricRowsView, SignView } from '@/wire/contracts';
import { useBoards } from './boards';
import { useCity } from './city';
import { defaults } from './defaults';
import { useDelay } from './delay';
import { useLive } from './live';
import { usePorts } from './ports';

export type { FigureView, FiguresView, MetricRowsView, SignView };

export const figureWindows = ['live', 'today', '7d', '30d', 'quarter'] as const;
export type FigureWindow = (typeof figureWindows)[number];

/** A figure as a screen shows it: with all by which somebody else can count it again. */
export interface ShownFigure {
  view: FigureView;
  area: string;
  value: number | null;
  position: number | null;
  /** The moment of which it is. */
  at: string;
}

export interface ShownSign {
  view: SignView;
  area: string;
  value: number | null;
  position: number | null;
  at: string;
  /** When its newest reading was measured; null: it is of the moment of the sheet. */
  measuredAt: string | null;
  /** The readings that a sign of devices is out of. */
  readings: number | null;
  /** Normal, Yellow, Orange, Red; Stale and Absent are grey. */
  tone: string;
}

const rowsPerPage = 50;
const tones = ['Normal', 'Yellow', 'Orange', 'Red'] as const;

/** All figures of the area on screen and its vital signs, at one position; and the cases behind one of them. */
export const useFigures = defineStore('figures', () => {
  const sheet = shallowRef<FiguresView | null>(null);
  const window = ref<FigureWindow>('30d');
  const failed = ref(false);
  const rows = shallowRef<MetricRowsView | null>(null);
  const rowsFailed = ref(false);
  /** The figure whose cases are shown; null while the board is shut, empty when none is chosen. */
  const explained = ref<string | null>(null);
  let turn = 0;
  let askedAtMilliseconds = 0;
  let rowTurn = 0;

  const figures = computed(() => (sheet.value?.figures ?? []).map((view) => shown(view)));
  const byId = computed(() => new Map(figures.value.map((one) => [one.view.figure, one])));
  const signs = computed(() => (sheet.value?.signs ?? []).map((view) => shownSign(view)));

  function shown(view: FigureView): ShownFigure {
    const { area = '', until = '', position = null } = sheet.value ?? {};
    const board = view.source === 'Board' ? useBoards().board(area) : null;
    if (board !== null) {
      return { view, area, value: board.heatMicros / 1e6, position: board.position, at: board.asOf };
    }

    if (view.source === 'Screen') return { view, area, value: measured(view.figure), position: null, at: until };
    return { view, area, value: view.value ?? null, position, at: until };
  }

  function measured(figure: string): number | null {
    return figure.endsWith('M38') ? useDelay().median : useDelay().p95;
  }

  function shownSign(view: SignView): ShownSign {
    const { area = '', until = '', position = null } = sheet.value ?? {};
    const ours = view.source === 'Screen';
    const value = ours ? useDelay().p95 : (view.value ?? null);
    return {
      view, area, value, position: ours ? null : position, at: until, tone: toneOf(view, value, age(view)),
      measuredAt: view.at ?? null,
      readings: view.source === 'Device' ? (sheet.value?.readings ?? null) : null,
    };
  }

  /** Seconds since what a sign is from was last told; what the screen measures is as old as its last fact. */
  function age(view: SignView): number {
    if (useLive().stale) return Infinity;
    const told = view.source === 'Screen'
      ? useDelay().lastAtMilliseconds
      : Date.parse(view.at ?? sheet.value?.until ?? '');
    return told === null ? Infinity : (useCity().slowNow - told) / 1_000;
  }

  /**
   * At each beat of the page: the sheet follows the log and devices at once. Where neither told anything, only time
   * makes another sheet of it, and that has time.
   */
  async function follow(area: string): Promise<void> {
    const { position = 0, readings = 0 } = sheet.value ?? {};
    const rested = usePorts().nowMilliseconds() - askedAtMilliseconds;
    const told = failed.value || sheet.value === null || useLive().position > position || readings > 0;
    if (told || rested >= defaults.figuresRestMilliseconds) await load(area);
  }

  async function load(area: string, next: FigureWindow = window.value): Promise<void> {
    const mine = ++turn;
    window.value = next;
    askedAtMilliseconds = usePorts().nowMilliseconds();
    if (sheet.value?.area !== area) sheet.value = null;
    try {
      const found = await usePorts().api.get<FiguresView>(
        `/areas/${encodeURIComponent(area)}/figures?window=${next}`);
      if (mine !== turn) return;
      sheet.value = found;
      failed.value = false;
    } catch {
      if (mine === turn) failed.value = true;
    }
  }

  /** As of the moment of the sheet, so that figure and rows are of one. */
  async function explain(figure: string, page = 1): Promise<void> {
    const mine = ++rowTurn;
    const one = byId.value.get(figure);
    explained.value = figure;
    rowsFailed.value = false;
    if (rows.value?.metric.code !== one?.view.metric) rows.value = null;
    if (one === undefined || one.view.source !== 'Log') return;
    const asked = new URLSearchParams({
      window: one.view.window, at: one.at, page: String(page), pageSize: String(rowsPerPage),
    });
    try {
      const found = await usePorts().api.get<MetricRowsView>(
        `/areas/${encodeURIComponent(one.area)}/metrics/${one.view.metric}/rows?${asked.toString()}`);
      if (mine === rowTurn) rows.value = found;
    } catch {
      if (mine === rowTurn) rowsFailed.value = true;
    }
  }

  function forget(): void {
    turn++;
    close();
    sheet.value = null;
  }

  function open(figure = ''): void {
    explained.value = figure;
    rows.value = null;
    if (figure !== '') void explain(figure);
  }

  function close(): void {
    rowTurn++;
    explained.value = null;
    rows.value = null;
  }

  return {
    sheet, window, failed, rows, rowsFailed, explained, figures, byId, signs,
    load, follow, explain, open, close, forget,
  };
});

/** Grey where nothing tells it or what is told is old; never green then. */
export function toneOf(view: SignView, value: number | null, ageSeconds: number): string {
  if (value === null) return 'Absent';
  if (ageSeconds > view.staleSeconds) return 'Stale';
  // A value without a tone is the last that devices told before they fell silent.
  if (view.source !== 'Screen') return view.tone ?? 'Stale';
  const reached = [view.yellow, view.orange, view.red].filter((limit) => value >= limit).length;
  return tones[reached] ?? 'Red';
}

interface FigureFormat {
  percent: (share: number) => string;
  oneDecimal: (value: number) => string;
  whole: (value: number) => string;
  span: (milliseconds: number) => string;
}

/** A figure as people read it; what stands beside it is its unit. */
export function figureText(kind: string, value: number | null, format: FigureFormat): string {
  if (value === null) return '—';
  switch (kind) {
    case 'Share':
    case 'Ratio': return format.percent(value);
    case 'Percent': return format.percent(value / 100);
    case 'Minutes': return format.span(value * 60_000);
    case 'Count': return format.whole(value);
    default: return format.oneDecimal(value);
  }
}
