import type { MarkView } from '@/wire/contracts';
import { defaults } from './defaults';
import { stageGroup } from './stages';

/** How a case looks on the map, from calm to pressing. */
export const tones = ['done', 'handling', 'waiting', 'near', 'urgent'] as const;
export type Tone = (typeof tones)[number];

/** The limit of a case in numbers: thousands are compared with the clock at each picture. */
export interface Limit {
  startMilliseconds: number;
  /** Null: no limit. */
  dueMilliseconds: number | null;
}

export function limitOf(startAt: string, dueAt: string | null | undefined): Limit {
  return { startMilliseconds: Date.parse(startAt), dueMilliseconds: dueAt == null ? null : Date.parse(dueAt) };
}

type Timed = Pick<MarkView, 'stage' | 'severity'> & Limit;

/** Overdue and extreme cases are urgent until they are handled; then only the check is left. */
export function toneOf(timed: Timed, nowMilliseconds: number): Tone {
  const group = stageGroup(timed.stage);
  if (group === 'checking' || group === 'closed') return 'done';
  const { startMilliseconds, dueMilliseconds } = timed;
  if (timed.severity === 'S1' || (dueMilliseconds !== null && dueMilliseconds < nowMilliseconds)) return 'urgent';
  if (dueMilliseconds !== null) {
    const nearFrom = startMilliseconds + (dueMilliseconds - startMilliseconds) * defaults.nearDueShare;
    if (nowMilliseconds >= nearFrom) return 'near';
  }

  return group === 'handling' ? 'handling' : 'waiting';
}

const rank: Record<Tone, number> = { done: 0, handling: 1, waiting: 2, near: 3, urgent: 4 };

export function worse(a: Tone, b: Tone): Tone {
  return rank[a] >= rank[b] ? a : b;
}
