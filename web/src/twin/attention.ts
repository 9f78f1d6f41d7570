import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useAreas } from './areas';
import { useCases } from './cases';
import type { OpenCase } from './cases';
import { useCity } from './city';
import { defaults } from './defaults';
import { toneOf } from './tone';
import type { Tone } from './tone';
import { useView } from './view';

export interface AttentionRow {
  openCase: OpenCase;
  tone: Tone;
}

export interface Attention {
  rows: AttentionRow[];
  total: number;
  /** What is not shown, by severity; gravest first. */
  folded: { severity: string; count: number }[];
}

/** The few open cases of the area on screen that press most; never more than a person can hold. */
export function useAttention(): ComputedRef<Attention> {
  const [areas, cases, city, view] = [useAreas(), useCases(), useCity(), useView()];
  return computed(() => {
    const rows: AttentionRow[] = [];
    for (const openCase of cases.all()) {
      const tone = toneOf(openCase, city.slowNow);
      const pressing = tone === 'urgent' || tone === 'near' || (openCase.severity === 'S2' && tone !== 'done');
      if (!pressing || view.areaId === null || !areas.isWithin(openCase.home, view.areaId)) continue;
      rows.push({ openCase, tone });
    }

    return view.layout === 'leader'
      ? foldAlerts(rows, defaults.leaderAlerts)
      : { rows: rows.sort(byPressure).slice(0, defaults.attentionRows), total: rows.length, folded: [] };
  });
}

/** The gravest first, then the oldest: of what weighs the same, the newest are folded into counts. */
export function foldAlerts(rows: readonly AttentionRow[], most: number): Attention {
  const ordered = [...rows].sort((a, b) => a.openCase.severity.localeCompare(b.openCase.severity)
    || a.openCase.reportedAt.localeCompare(b.openCase.reportedAt)
    || a.openCase.caseId.localeCompare(b.openCase.caseId));
  const folded = new Map<string, number>();
  for (const { openCase: { severity } } of ordered.slice(most)) folded.set(severity, (folded.get(severity) ?? 0) + 1);
  return {
    rows: ordered.slice(0, most), total: ordered.length,
    folded: [...folded].map(([severity, count]) => ({ severity, count })),
  };
}

/** The case after the one on screen, or before it; the ends meet. Null: nothing presses. */
export function nextOf(rows: readonly AttentionRow[], caseId: string | null, step: 1 | -1): AttentionRow | null {
  const at = rows.findIndex(({ openCase }) => openCase.caseId === caseId);
  const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : (at + step + rows.length) % rows.length;
  return rows[next] ?? null;
}

function byPressure(a: AttentionRow, b: AttentionRow): number {
  return a.openCase.severity.localeCompare(b.openCase.severity)
    || (a.openCase.dueMilliseconds ?? Infinity) - (b.openCase.dueMilliseconds ?? Infinity)
    || a.openCase.caseId.localeCompare(b.openCase.caseId);
}
