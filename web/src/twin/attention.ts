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

/** The few open cases of the area on screen that press most; never more than a person can hold. */
export function useAttention(): ComputedRef<{ rows: AttentionRow[]; total: number }> {
  const [areas, cases, city, view] = [useAreas(), useCases(), useCity(), useView()];
  return computed(() => {
    const rows: AttentionRow[] = [];
    for (const openCase of cases.all()) {
      const tone = toneOf(openCase, city.slowNow);
      const pressing = tone === 'urgent' || tone === 'near' || (openCase.severity === 'S2' && tone !== 'done');
      if (!pressing || view.areaId === null || !areas.isWithin(openCase.home, view.areaId)) continue;
      rows.push({ openCase, tone });
    }

    rows.sort(byPressure);
    return { rows: rows.slice(0, defaults.attentionRows), total: rows.length };
  });
}

function byPressure(a: AttentionRow, b: AttentionRow): number {
  return a.openCase.severity.localeCompare(b.openCase.severity)
    || (a.openCase.dueMilliseconds ?? Infinity) - (b.openCase.dueMilliseconds ?? Infinity)
    || a.openCase.caseId.localeCompare(b.openCase.caseId);
}
