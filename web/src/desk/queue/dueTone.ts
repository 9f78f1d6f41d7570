import type { CaseRow } from '@/twin/desk/queue';
import type { Tone } from '@/twin/tone';

/** Within this it is near: a desk can still do something about it. */
const nearMilliseconds = 60 * 60 * 1_000;

/** How pressing the next deadline is. */
export function dueTone(row: Pick<CaseRow, 'severity' | 'open' | 'nextDueAt'>, nowMilliseconds: number): Tone {
  if (!row.open) return 'done';
  const left = row.nextDueAt == null ? Infinity : Date.parse(row.nextDueAt) - nowMilliseconds;
  if (row.severity === 'S1' || left < 0) return 'urgent';
  return left < nearMilliseconds ? 'near' : 'waiting';
}
