import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { CommandLine, CommandLineAnswer } from '@/wire/contracts';
import { newCommandId } from '@/wire/commandId';
import { usePorts } from '../ports';
import type { CommandBody } from './deskCase';
import type { CaseRow } from './queue';
import type { Sentence } from './sentence';
import { sentenceOf } from './sentence';

/** What became of one of the many. */
export interface BulkResult {
  row: CaseRow;
  stage: string | null;
  /** Null: it was done. */
  refusal: Sentence | null;
  /** No answer came; sent again it has one effect. */
  unknown: boolean;
}

/** One command for many cases, with a result for each. */
export const useBulk = defineStore('bulk', () => {
  const command = ref<string | null>(null);
  const results = shallowRef<readonly BulkResult[]>([]);
  const running = ref(false);
  const position = ref(0);
  /** Sent again after a cut, a line has the same identity and so one effect. */
  let ids = new Map<string, string>();

  const refused = computed(() => results.value.filter((one) => one.refusal !== null || one.unknown));
  const done = computed(() => results.value.filter((one) => one.refusal === null && !one.unknown));

  function begin(word: string): void {
    command.value = word;
    results.value = [];
    ids = new Map();
  }

  async function run(rows: readonly CaseRow[], body: CommandBody): Promise<void> {
    const word = command.value;
    if (word === null || running.value) return;
    running.value = true;
    const lines = rows.map((row) => ({
      caseId: row.caseId, command: word, body: { ...body, commandId: idOf(row.caseId) },
    }) as CommandLine);
    try {
      const answers = await usePorts().api.lines<CommandLineAnswer>('/cases:batch', lines);
      results.value = rows.map((row, at) => resultOf(row, answers[at]));
      position.value = Math.max(0, ...answers.map((one) => one.answer?.position ?? 0));
    } catch (failure) {
      const said = sentenceOf(failure);
      results.value = rows.map((row) => ({ row, stage: null, refusal: said, unknown: said === null }));
    } finally {
      running.value = false;
    }
  }

  function idOf(caseId: string): string {
    const known = ids.get(caseId) ?? newCommandId();
    ids.set(caseId, known);
    return known;
  }

  function end(): void {
    command.value = null;
    results.value = [];
  }

  return { command, results, refused, done, running, position, begin, run, end };
});

function resultOf(row: CaseRow, answer: CommandLineAnswer | undefined): BulkResult {
  const problem = answer?.problem;
  const unknown = answer === undefined || (problem != null && answer.status >= 500);
  return {
    row,
    stage: answer?.answer?.stage ?? null,
    refusal: problem == null ? null : { zh: problem.detailZh ?? problem.detail, en: problem.detail },
    unknown,
  };
}
