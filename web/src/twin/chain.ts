import type { CaseChainView, ChainClockView, ChainLinkView } from '@/wire/contracts';
import type { Format } from '@/words/format';

/** One link of a chain as people read it. */
export interface ChainRow {
  version: number;
  fact: string;
  at: string;
  /** The role that acted. */
  who: string;
  /** To whom, or why. */
  what: string;
  /** The link that it follows from, where that is not the one shown before it. */
  from: string | null;
  /** Who was late with what, and by how much. */
  late: string[];
}

/** A deadline that nobody has met yet. */
export interface ChainWait {
  key: string;
  text: string;
  late: boolean;
}

export interface ChainWords {
  t: (key: string, values?: Record<string, unknown>) => string;
  either: (zh: string | null | undefined, en: string | null | undefined) => string | null;
  tableWord: (table: string, code: string) => string;
  format: Format;
}

/** The links from the oldest on; without `all`, those that tell the story. */
export function chainRows(chain: CaseChainView, words: ChainWords, all: boolean): ChainRow[] {
  const shown = chain.links.filter((link) => all || link.main);
  return shown.map((link, at) => ({
    version: link.version,
    fact: words.tableWord('fact', link.fact),
    at: words.format.moment(link.at),
    who: words.either(link.roleZh, link.roleEn) ?? link.role,
    what: whatOf(link, words),
    from: fromOf(link, shown[at - 1], chain.links, all, words),
    late: link.clocks.filter((clock) => clock.lateSeconds > 0).map((clock) => lateText('chain.lateBy', clock, words)),
  }));
}

/** Deadlines that run: the missed ones first, then the one that is due next. */
export function chainWaits(chain: CaseChainView, words: ChainWords): ChainWait[] {
  const late = chain.running.filter((clock) => clock.lateSeconds > 0);
  const next = chain.running.filter((clock) => clock.lateSeconds === 0)
    .sort((one, other) => Date.parse(one.dueAt) - Date.parse(other.dueAt)).slice(0, 1);
  return [...late, ...next].map((clock) => ({
    key: `${clock.clock}/${clock.startedBy}/${clock.department ?? ''}/${clock.dueAt}`,
    late: clock.lateSeconds > 0,
    text: clock.lateSeconds > 0
      ? lateText('chain.still', clock, words)
      : words.t('chain.waits', { ...partsOf(clock, words), due: words.format.dateTime(clock.dueAt) }),
  }));
}

/** How often somebody was late, and who the longest; null where nobody was. */
export function chainVerdict(chain: CaseChainView, words: ChainWords): { text: string; late: boolean } {
  const late = [...chain.links.flatMap((link) => link.clocks), ...chain.running]
    .filter((clock) => clock.lateSeconds > 0)
    .sort((one, other) => other.lateSeconds - one.lateSeconds);
  const [worst] = late;
  return worst === undefined
    ? { text: words.t('chain.onTime'), late: false }
    : { text: words.t('chain.late', { count: late.length, ...partsOf(worst, words) }), late: true };
}

function whatOf(link: ChainLinkView, words: ChainWords): string {
  const parts = [
    words.either(link.departmentZh, link.departmentEn),
    link.other == null ? null : words.t('chain.other', { id: link.other }),
  ].filter((part): part is string => part !== null);
  const to = parts.length === 0 ? '' : words.t('chain.to', { who: parts.join(' ') });
  return [to, reasonOf(link, words)].filter((part) => part !== '').join(' · ');
}

/** A clock bears the number of its obligation, which says nothing to people. */
function reasonOf({ fact, reason }: ChainLinkView, { tableWord }: ChainWords): string {
  if (reason == null) return '';
  if (fact === 'ObligationMoved') return tableWord('owed', reason);
  if (fact === 'WhistleRaised') return tableWord('owedKind', reason);
  const [clock = reason] = reason.split('.');
  const word = tableWord('clock', clock);
  return word === clock ? tableWord('cause', reason) : word;
}

function fromOf(
  link: ChainLinkView, before: ChainLinkView | undefined, links: readonly ChainLinkView[], all: boolean,
  { t, tableWord }: ChainWords,
): string | null {
  if (link.cause != null) return t('chain.elsewhere', { position: link.cause });
  // A step that is not shown is no reason that people know of: what it follows from itself is one.
  let cause = links.find((one) => one.version === link.after);
  while (!all && cause !== undefined && !cause.main) cause = links.find((one) => one.version === cause?.after);
  if (cause === undefined || before === undefined || cause.version >= before.version) return null;
  return t('chain.from', { fact: tableWord('fact', cause.fact) });
}

function lateText(key: string, clock: ChainClockView, words: ChainWords): string {
  return words.t(key, partsOf(clock, words));
}

function partsOf(clock: ChainClockView, { either, tableWord, format }: ChainWords): Record<string, string> {
  return {
    who: either(clock.zh, clock.en) ?? clock.role,
    clock: tableWord('clock', clock.clock),
    by: format.span(clock.lateSeconds * 1_000),
  };
}
