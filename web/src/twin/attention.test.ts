import { describe, expect, it } from 'vitest';
import { foldAlerts, nextOf } from './attention';
import type { AttentionRow } from './attention';
import { openCaseOf } from './testing';

function alert(caseId: string, severity: string, hour: number): AttentionRow {
  const reportedAt = `2026-01-15T${String(hour).padStart(2, '0')}:00:00Z`;
  return { openCase: openCaseOf(caseId, 'g', { severity, reportedAt }), tone: 'urgent' };
}

describe('alerts of a leader', () => {
  it('are all shown where there are no more than seven', () => {
    const shown = foldAlerts([alert('b', 'S2', 2), alert('a', 'S1', 3)], 7);
    expect(shown.rows.map((row) => row.openCase.caseId)).toEqual(['a', 'b']);
    expect(shown.folded).toEqual([]);
  });

  it('fold the newest of what weighs the same, and say how many', () => {
    const rows = [
      ...[9, 8, 7, 6, 5].map((hour) => alert(`s2-${hour}`, 'S2', hour)),
      ...[4, 3, 2, 1].map((hour) => alert(`s1-${hour}`, 'S1', hour)), alert('s4', 'S4', 0),
    ];
    const shown = foldAlerts(rows, 7);
    expect(shown.rows.map((row) => row.openCase.caseId))
      .toEqual(['s1-1', 's1-2', 's1-3', 's1-4', 's2-5', 's2-6', 's2-7']);
    expect(shown.folded).toEqual([{ severity: 'S2', count: 2 }, { severity: 'S4', count: 1 }]);
    expect(shown.total).toBe(10);
  });
});

describe('the case after the one on screen', () => {
  const rows = [alert('a', 'S1', 1), alert('b', 'S2', 2), alert('c', 'S2', 3)];
  const after = (caseId: string | null, step: 1 | -1) => nextOf(rows, caseId, step)?.openCase.caseId;

  it('is the next, and after the last the first', () => {
    expect([after('a', 1), after('c', 1), after('a', -1)]).toEqual(['b', 'a', 'c']);
  });

  it('is the first or the last when none of them is open', () => {
    expect([after(null, 1), after('gone', -1), nextOf([], null, 1)]).toEqual(['a', 'c', null]);
  });
});
