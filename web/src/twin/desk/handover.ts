import type { QueueView } from '@/wire/contracts';
import { usePorts } from '../ports';
import type { CaseRow } from './queue';

/** What one shift tells the next, as it stands now. */
export interface Handover {
  view: QueueView;
  /** Overdue, due within the next shift, or grave; the most pressing first. */
  pressing: CaseRow[];
  untilMilliseconds: number;
}

const shiftMilliseconds = 8 * 3_600_000;
const rowsMost = 1_000;

export async function readHandover(nowMilliseconds: number): Promise<Handover> {
  const view = await usePorts().api.get<QueueView>(`/queue?pageSize=${rowsMost}`);
  const untilMilliseconds = nowMilliseconds + shiftMilliseconds;
  const pressing = view.rows.filter((row) => ['S1', 'S2'].includes(row.severity)
    || (row.nextDueAt != null && Date.parse(row.nextDueAt) < untilMilliseconds));
  return { view, pressing, untilMilliseconds };
}
