import { describe, expect, it } from 'vitest';
import type { CaseChainView, ChainClockView, ChainLinkView } from '@/wire/contracts';
import { cockpitWords } from '@/words/i18n';
import { formatFor } from '@/words/format';
import { chainRows, chainVerdict, chainWaits } from './chain';
import type { ChainWords } from './chain';

function wordsOf(locale: 'zh-CN' | 'en'): ChainWords {
  const words = cockpitWords[locale] as unknown as Record<string, Record<string, string>>;
  const t = (key: string, values: Record<string, unknown> = {}): string => {
    const [table = '', code = ''] = key.split('.');
    return (words[table]?.[code] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
  };
  return {
    t,
    either: (zh, en) => (locale === 'en' ? en : zh) ?? null,
    tableWord: (table, code) => words[table]?.[code] ?? code,
    format: formatFor(locale, 'Asia/Shanghai'),
  };
}

function clock(part: Partial<ChainClockView> = {}): ChainClockView {
  return {
    clock: 'T5', startedBy: 4, startedAt: '2026-06-12T01:00:00Z', dueAt: '2026-06-12T05:00:00Z', lateSeconds: 0,
    role: 'Handler', zh: '处置员', en: 'Handler', ...part,
  };
}

function link(version: number, fact: string, part: Partial<ChainLinkView> = {}): ChainLinkView {
  return {
    version, position: version * 10, at: '2026-06-12T01:00:00Z', fact, stage: 'Handling', role: 'Dispatcher',
    roleZh: '派遣员', roleEn: 'Dispatcher', main: true, clocks: [], after: version === 1 ? null : version - 1, ...part,
  };
}

const drainage = { department: 'Drainage', departmentZh: '排水', departmentEn: 'Drainage' };

const life: CaseChainView = {
  caseId: 'c-1', stage: 'Handling', until: '2026-06-12T09:00:00Z', position: 70,
  links: [
    link(1, 'Reported'),
    link(2, 'ReviewOpened', { main: false }),
    link(3, 'Filed'),
    link(4, 'Dispatched', { ...drainage, clocks: [clock({ clock: 'Dispatch', zh: '派遣员', lateSeconds: 7_200 })] }),
    link(5, 'WhistleRaised', { ...drainage, reason: 'Daily', obligation: '5' }),
    link(6, 'DuplicateAdded', { other: 'c-2', cause: 44 }),
    link(7, 'ObligationMoved', { ...drainage, reason: 'NoShow', after: 5, obligation: '5' }),
  ],
  running: [
    clock({ clock: 'ReplyCap', dueAt: '2026-06-19T05:00:00Z' }),
    clock({ dueAt: '2026-06-12T10:00:00Z' }),
    clock({ clock: 'WhistleAccept', zh: '排水', en: 'Drainage', department: 'Drainage', lateSeconds: 14_400 }),
  ],
};

describe('the chain of a case', () => {
  it('tells the main links in order, with what each follows from where it is not the one above', () => {
    const rows = chainRows(life, wordsOf('zh-CN'), false);

    expect(rows.map((row) => row.fact)).toEqual(['上报', '立案', '派遣', '吹哨', '并入一件', '部门应办进展']);
    expect(rows.map((row) => row.from)).toEqual([
      null, null, null, null, '由日志位置 44 的事件引起', '因「吹哨」',
    ]);
    expect(rows[3]?.what).toBe('→ 排水 · 日常哨');
    expect(rows[4]?.what).toBe('→ 案件 c-2');
  });

  it('has every step when all are wanted', () => {
    expect(chainRows(life, wordsOf('zh-CN'), true)).toHaveLength(7);
  });

  it('says who was late, with what and by how much', () => {
    const rows = chainRows(life, wordsOf('zh-CN'), false);

    expect(rows.flatMap((row) => row.late)).toEqual(['派遣员 派遣迟 2 时 0 分']);
    expect(chainVerdict(life, wordsOf('zh-CN'))).toEqual({
      text: '2 处迟延，最久 4 时 0 分：排水（部门签收）', late: true,
    });
    expect(chainVerdict({ ...life, links: [], running: [] }, wordsOf('en')).text).toBe('Nobody was late');
  });

  it('ends with what is missed and what is due next, and nothing else that runs', () => {
    const waits = chainWaits(life, wordsOf('en'));

    expect(waits.map((wait) => [wait.text, wait.late])).toEqual([
      ['Drainage: Department accepts late by 4 h 0 min and still awaited', true],
      ['Awaits Handler: Handle, due 06/12, 18:00', false],
    ]);
  });
});
