import type { ObligationView } from '@/wire/contracts';
import type { Format } from '@/words/format';

const levels = ['None', 'Reminded', 'Supervised', 'Listed', 'LeaderLed'] as const;

/** A rung of the ladder of supervision in words. */
export function levelWord(level: number, tableWord: OwedWords['tableWord']): string {
  return tableWord('supervision', levels[level] ?? 'None');
}

/** One department's obligation as people read it. */
export interface OwedRow {
  id: string;
  department: string;
  kind: string;
  stage: string;
  /** What is to be done, of a part that a template made. */
  task: string | null;
  due: string | null;
  late: boolean;
  level: number;
  levelWord: string;
  owed: boolean;
  steps: { key: string; word: string; why: string; at: string }[];
}

export interface OwedWords {
  locale: string;
  format: Format;
  tableWord: (table: string, code: string) => string;
}

/** What departments owe a case, in the order in which they were called. */
export function owedRows(all: readonly ObligationView[], words: OwedWords, nowMilliseconds: number): OwedRow[] {
  const chinese = words.locale.startsWith('zh');
  return all.map((one) => {
    const due = one.owed && one.dueAt != null ? one.dueAt : null;
    return {
      id: one.obligation,
      department: chinese ? one.departmentZh : one.departmentEn,
      kind: words.tableWord('owedKind', one.kind),
      stage: words.tableWord('owed', one.stage),
      task: (chinese ? one.partZh : one.partEn) ?? null,
      due: due === null ? null : words.format.dateTime(due),
      late: one.supervision >= 2 || (due !== null && Date.parse(due) < nowMilliseconds),
      level: one.supervision,
      levelWord: levelWord(one.supervision, words.tableWord),
      owed: one.owed,
      steps: one.steps.map((step, at) => ({
        key: `${step.version}.${at}`,
        word: stepWord(step.kind, words),
        why: whyWord(step.why, words),
        at: words.format.dateTime(step.at),
      })),
    };
  });
}

function stepWord(kind: string, { tableWord }: OwedWords): string {
  return (levels as readonly string[]).includes(kind) ? tableWord('supervision', kind) : tableWord('owed', kind);
}

/** A kind of whistle, or a clock without the number of its obligation: people know which one they look at. */
function whyWord(why: string | null | undefined, { tableWord }: OwedWords): string {
  if (why == null) return '';
  const [clock = why, ...rest] = why.split('.').filter((part) => !/^\d+$/.test(part));
  const known = tableWord('owedClock', clock);
  const word = known === clock ? tableWord('owedKind', clock) : known;
  return rest.length === 0 ? word : `${word} · ${rest.map((moment) => tableWord('owedClock', moment)).join(' ')}`;
}
