import type { MarkView } from '@/wire/contracts';
import { defaults } from './defaults';
import { stageGroup } from './stages';

/** How a case looks on the map, from calm to pressing. */
export const tones = ['done', 'handling', 'waiting', 'near', 'urgent'] as const;
export type Tone = (typeof tones)[number];

type Timed = Pick<MarkView, 'stage' | 'severity' | 'reportedAt' | 'dueAt'>;

/** Overdue and extreme cases are urgent until they are handled; then only the check is left. */
export function toneOf(mark: Timed, nowMilliseconds: number): Tone {
  const group = stageGroup(mark.stage);
  if (group === 'checking' || group === 'closed') return 'done';
  if (mark.severity === 'S1' || isOverdue(mark, nowMilliseconds)) return 'urgent';
  if (isNearDue(mark, nowMilliseconds)) return 'near';
  return group === 'handling' ? 'handling' : 'waiting';
}

export function isOverdue(mark: Timed, nowMilliseconds: number): boolean {
  return mark.dueAt != null && stageGroup(mark.stage) !== 'checking' && Date.parse(mark.dueAt) < nowMilliseconds;
}

export function isNearDue(mark: Timed, nowMilliseconds: number): boolean {
  if (mark.dueAt == null) return false;
  const reported = Date.parse(mark.reportedAt);
  const due = Date.parse(mark.dueAt);
  return nowMilliseconds >= reported + (due - reported) * defaults.nearDueShare;
}

export function worse(a: Tone, b: Tone): Tone {
  return tones.indexOf(a) >= tones.indexOf(b) ? a : b;
}
