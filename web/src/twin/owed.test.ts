import { describe, expect, it } from 'vitest';
import { formatFor } from '@/words/format';
import { cockpitWords } from '@/words/i18n';
import { threeOwe } from './testing';
import { owedRows } from './owed';

const now = Date.parse('2026-06-25T05:00:00Z');

type Table = Record<string, Record<string, string>>;

function rowsIn(locale: 'zh-CN' | 'en') {
  const words = cockpitWords[locale] as unknown as Table;
  const tableWord = (table: string, code: string): string => words[table]?.[code] ?? code;
  return owedRows(threeOwe, { locale, format: formatFor(locale, 'Asia/Shanghai'), tableWord }, now);
}

describe('what departments owe', () => {
  it('is told in Chinese and in English, each with its own stage, due time and level', () => {
    expect(rowsIn('zh-CN').map((row) => [row.department, row.stage, row.levelWord])).toEqual([
      ['综合行政执法局', '已销哨', '无'], ['住建', '办理中', '无'], ['排水', '未报到', '领导包案'],
    ]);
    expect(rowsIn('en').map((row) => [row.department, row.stage, row.levelWord])).toEqual([
      ['Enforcement bureau', 'Closed', 'None'], ['Construction', 'Working', 'None'],
      ['Drainage', 'No show', 'Leader-led'],
    ]);
    expect(rowsIn('en').map((row) => row.due)).toEqual([null, '07/13, 11:00', '06/29, 13:00']);
  });

  it('is late only for the one that is', () => {
    expect(rowsIn('en').map((row) => row.late)).toEqual([false, false, true]);
  });

  it('says how each change came about, without the number of the obligation', () => {
    expect(rowsIn('zh-CN')[2]?.steps.map((step) => `${step.word} ${step.why}`.trim())).toEqual([
      '已吹哨 日常哨', '时限到 部门签收', '未报到', '督办 部门签收', '领导包案 督办答复 · 十日未解决',
    ]);
  });
});
