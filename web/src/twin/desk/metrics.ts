import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { MetricRowsView, MetricView, MetricsView } from '@/wire/contracts';
import { useAreas } from '../areas';
import { usePorts } from '../ports';
import { useSession } from '../session';
import type { LoadState, Sentence } from './sentence';
import { sentenceOf } from './sentence';

export type { MetricRowsView, MetricView, MetricsView };

export const metricWindows = ['live', 'today', '7d', '30d', 'quarter'] as const;
export type MetricWindow = (typeof metricWindows)[number];

const rowsPerPage = 50;

/** The metrics of the desk's own area, or of its department there; and the cases behind one of them. */
export const useMetrics = defineStore('metrics', () => {
  const sheet = shallowRef<MetricsView | null>(null);
  const window = ref<MetricWindow>('live');
  const rows = shallowRef<MetricRowsView | null>(null);
  const state = ref<LoadState>('loading');
  const problem = shallowRef<Sentence | null>(null);
  let turn = 0;
  let explained = 0;

  const byCode = computed(() => new Map((sheet.value?.metrics ?? []).map((one) => [one.code, one])));

  /** Whoever counts an area counts the area; a department counts itself. */
  function home(): { area: string; department: string | null } | null {
    const session = useSession().session;
    const role = session?.roles.find((one) => one.home != null || one.department != null) ?? session?.roles[0];
    const area = role?.home ?? useAreas().root?.id;
    if (session == null || area === undefined) return null;
    const counts = ['areaCounts', 'areaCases'].some((scope) => session.sees.includes(scope));
    return { area, department: counts ? null : (role?.department ?? null) };
  }

  function path(of: { area: string; department: string | null }, more: string, asked: Record<string, string>): string {
    const query = new URLSearchParams({ window: window.value, ...asked });
    if (of.department !== null) query.set('department', of.department);
    return `/areas/${encodeURIComponent(of.area)}/metrics${more}?${query.toString()}`;
  }

  async function load(next: MetricWindow = window.value): Promise<void> {
    const of = home();
    window.value = next;
    if (of === null) return;
    const mine = ++turn;
    try {
      const found = await usePorts().api.get<MetricsView>(path(of, '', {}));
      if (mine !== turn) return;
      sheet.value = found;
      state.value = 'ready';
      problem.value = null;
    } catch (failure) {
      if (mine !== turn) return;
      problem.value = sentenceOf(failure);
      state.value = problem.value === null ? 'unreachable' : 'refused';
    }
  }

  /** As of the moment of the sheet, so that figure and rows are of one. */
  async function explain(code: string, page = 1): Promise<void> {
    const [of, shown] = [home(), sheet.value];
    if (of === null || shown === null) return;
    const mine = ++explained;
    const asked = { at: shown.until, page: String(page), pageSize: String(rowsPerPage) };
    const found = await usePorts().api.get<MetricRowsView>(path(of, `/${code}/rows`, asked));
    if (mine === explained) rows.value = found;
  }

  function endExplaining(): void {
    explained++;
    rows.value = null;
  }

  function forget(): void {
    turn++;
    sheet.value = null;
    window.value = 'live';
    state.value = 'loading';
    problem.value = null;
    endExplaining();
  }

  return { sheet, window, rows, state, problem, byCode, load, explain, endExplaining, forget };
});

/** A figure as people read it: a share, minutes, a count. */
export function metricText(
  kind: string, value: number | null | undefined,
  format: { percent: (share: number) => string; oneDecimal: (v: number) => string; whole: (v: number) => string },
): string {
  if (value == null) return '—';
  if (kind === 'Share') return format.percent(value);
  return kind === 'Count' ? format.whole(value) : format.oneDecimal(value);
}

const shares = new Set([
  'strict', 'pended', 'upheld', 'repeats', 'answerRate', 'lowerBound', 'onTime', 'solved', 'arrive', 'solve',
  'handled', 'reopened', 'residents', 'Grid', 'Community', 'Street', 'District', 'City',
]);

/** What kind of figure a part of a metric is. */
export function partKind(code: string, name: string): string {
  if (name.endsWith('p50') || name.endsWith('p90') || name.endsWith('P50') || name.endsWith('P90')) return 'Minutes';
  if (name === 'oldestDays' || name === 'departments') return 'Days';
  return shares.has(name) && code !== 'M03' ? 'Share' : 'Count';
}
