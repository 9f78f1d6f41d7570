import { beforeEach, describe, expect, it } from 'vitest';
import { Unreachable } from '@/wire/http';
import { world } from '../testing';
import { useBulk } from './bulk';
import type { CaseRow } from './queue';
import { queuePageSize, useQueue } from './queue';

const row = (caseId: string): CaseRow => ({ caseId, stage: 'Dispatching', severity: 'S4' }) as unknown as CaseRow;
const page = (ids: string[]) => ({
  rows: ids.map(row), page: 1, pageSize: queuePageSize, total: ids.length, mine: ids.length, overdue: 0, stages: [],
  position: 7,
});
const mine = `/queue?page=1&pageSize=${queuePageSize}&mine=true`;

describe('the queue', () => {
  it('forgets a selection that has left it, and keeps the place of the keyboard by the case', async () => {
    const answers: Record<string, unknown> = { [mine]: page(['a', 'b', 'c']) };
    world(answers);
    const queue = useQueue();
    await queue.load();
    queue.move(1);
    queue.move(1);
    queue.toggle('a');
    queue.toggle('c');
    answers[mine] = page(['x', 'b', 'c']);
    await queue.load();
    expect([...queue.selected]).toEqual(['c']);
    expect(queue.rows[queue.cursor]?.caseId).toBe('b');
  });

  it('selects all, then nothing', async () => {
    world({ [mine]: page(['a', 'b']) });
    const queue = useQueue();
    await queue.load();
    queue.selectAll();
    expect(queue.chosen.map((one) => one.caseId)).toEqual(['a', 'b']);
    queue.selectAll();
    expect(queue.chosen).toEqual([]);
  });

  it('says that it cannot be read, and keeps what it had', async () => {
    const answers: Record<string, unknown> = { [mine]: page(['a']) };
    world(answers);
    const queue = useQueue();
    await queue.load();
    answers[mine] = new Unreachable('no network');
    await queue.load();
    expect([queue.state, queue.rows.length]).toEqual(['unreachable', 1]);
  });
});

describe('many at once', () => {
  let sent: { caseId: string; command: string; body: { commandId: string } }[][];
  let fail = false;

  beforeEach(() => {
    sent = [];
    fail = false;
    const { ports } = world();
    ports.api.lines = (async (_: string, lines: never[]) => {
      sent.push(lines);
      if (fail) throw new Unreachable('cut');
      return lines.map((line: { caseId: string }, at) => (line.caseId === 'b'
        ? { line: at, status: 409, problem: { detail: 'No', detailZh: '不行', code: 'X' } }
        : { line: at, status: 200, answer: { stage: 'AwaitAccept', position: 10 + at } }));
    }) as never;
  });

  it('has a result for each case, the refused ones with the sentence of the server', async () => {
    const bulk = useBulk();
    bulk.begin('Dispatch');
    await bulk.run(['a', 'b', 'c'].map(row), { department: 'Fire' });
    expect(bulk.done.map((one) => one.row.caseId)).toEqual(['a', 'c']);
    expect(bulk.refused.map((one) => [one.row.caseId, one.refusal])).toEqual([['b', { zh: '不行', en: 'No' }]]);
    expect(bulk.position).toBe(12);
  });

  it('sends the same identities again after a cut', async () => {
    const bulk = useBulk();
    bulk.begin('Dispatch');
    fail = true;
    await bulk.run(['a', 'c'].map(row), {});
    expect(bulk.refused.every((one) => one.unknown)).toBe(true);
    fail = false;
    await bulk.run(['a', 'c'].map(row), {});
    const ids = sent.map((lines) => lines.map((line) => line.body.commandId));
    expect(ids[0]).toEqual(ids[1]);
    expect(new Set(ids[0]).size).toBe(2);
    expect(bulk.done.length).toBe(2);
  });
});
