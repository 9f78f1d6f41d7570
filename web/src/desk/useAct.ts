import { computed, ref, shallowRef } from 'vue';
import { useBulk } from '@/twin/desk/bulk';
import { useDeskBook } from '@/twin/desk/deskBook';
import type { CommandFormView } from '@/twin/desk/deskBook';
import type { CommandBody } from '@/twin/desk/deskCase';
import { newWish, useDeskCase } from '@/twin/desk/deskCase';
import type { CaseRow } from '@/twin/desk/queue';
import { useOwes } from '@/twin/desk/owes';
import { useQueue } from '@/twin/desk/queue';
import type { Sentence } from '@/twin/desk/sentence';
import { sentenceOf } from '@/twin/desk/sentence';
import { useDeskWords } from './useDeskWords';

/** From a button to the server's answer: for one case, or for many with a result each. */
export function useAct() {
  const [book, bulk, open, queue] = [useDeskBook(), useBulk(), useDeskCase(), useQueue()];
  const { t, said, commandWord, stageWord } = useDeskWords();

  const form = shallowRef<CommandFormView | null>(null);
  const about = shallowRef<readonly CaseRow[]>([]);
  const busy = ref(false);
  const refusal = shallowRef<Sentence | 'lost' | null>(null);
  const done = ref<string | null>(null);
  const turn = ref(0);
  /** What stands in the form already: a proposal that a person confirms or changes. */
  const begun = shallowRef<CommandBody>({});
  const showsResults = ref(false);
  let isMany = false;
  let owed: string | null = null;
  let wish = '';
  let lastBody: CommandBody = {};

  const problem = computed(() => (refusal.value === null ? null
    : refusal.value === 'lost' ? t('act.lost') : said(refusal.value)));

  function begin(
    command: string, rows: readonly CaseRow[], many: boolean, filled: CommandBody = {},
    obligation: string | null = null,
  ): void {
    const found = (obligation === null ? book.forms : book.acts).get(command);
    if (found === undefined || rows.length === 0) return;
    isMany = many;
    owed = obligation;
    begun.value = filled;
    wish = newWish();
    about.value = rows;
    refusal.value = null;
    done.value = null;
    turn.value++;
    if (many) bulk.begin(command);
    form.value = found;
    // Nothing to ask: one press is enough for one case; many are confirmed.
    if (!many && found.fields.length === 0) void send({});
  }

  function chooseForOne(command: string): void {
    const one = open.desk?.case;
    if (one !== undefined) begin(command, [one], false);
  }

  function chooseAct(obligation: string, act: string): void {
    const one = open.desk?.case;
    if (one !== undefined) begin(act, [one], false, {}, obligation);
  }

  /** What the rule proposes, as a form that stands filled. */
  function takeAdvice(command: string, filled: CommandBody): void {
    const one = open.desk?.case;
    if (one !== undefined) begin(command, [one], false, filled);
  }

  function chooseForMany(command: string): void {
    begin(command, queue.chosen, true);
  }

  async function send(body: CommandBody): Promise<void> {
    if (form.value === null || busy.value) return;
    busy.value = true;
    refusal.value = null;
    lastBody = body;
    try {
      await (isMany ? sendMany(body) : sendOne(form.value.command, body));
    } catch (failure) {
      refusal.value = sentenceOf(failure) ?? 'lost';
    } finally {
      busy.value = false;
    }
  }

  async function sendOne(command: string, body: CommandBody): Promise<void> {
    const [row] = about.value;
    if (row === undefined) return;
    const word = said(form.value) || commandWord(command);
    const answer = await (owed === null
      ? open.give(row.caseId, command, body, wish)
      : open.act(row.caseId, owed, command, body, wish));
    form.value = null;
    done.value = t('act.done', { command: word, stage: stageWord(answer.stage) });
    await Promise.all([open.reload(), queue.load(answer.position), useOwes().load(answer.position)]);
    // It has gone on to somebody else's desk.
    if (open.state === 'refused') open.close();
  }

  async function sendMany(body: CommandBody): Promise<void> {
    // What all go into does not go into itself.
    const rows = about.value.filter((row) => row.caseId !== body['mergeInto']);
    await bulk.run(rows, body);
    form.value = null;
    showsResults.value = true;
    await Promise.all([queue.load(bulk.position), open.reload()]);
  }

  /** The same lines with the same identities: what had its effect has it once. */
  async function again(): Promise<void> {
    await bulk.run(about.value.filter((row) => row.caseId !== lastBody['mergeInto']), lastBody);
    await queue.load(bulk.position);
  }

  function close(): void {
    form.value = null;
    refusal.value = null;
  }

  function closeResults(): void {
    showsResults.value = false;
    bulk.end();
  }

  function forget(): void {
    done.value = null;
  }

  return {
    form, about, begun, busy, problem, done, turn, showsResults, chooseForOne, chooseForMany, chooseAct, takeAdvice,
    send, again, close, closeResults, forget,
  };
}
