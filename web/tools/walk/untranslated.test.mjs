import { expect, it } from 'vitest';
import { untranslated } from './untranslated.mjs';

it('finds English in Chinese, but for units, codes and keys', () => {
  const fine = ['未结 24', 'E0102 · 道路不洁', '1.4 s', '案件 S1', 'PM2.5', '按 Esc 关闭', 'Asia/Shanghai', '全部 103 项 i',
    '选中 …n73eyv', '…e12abc', '道路积水计 18.5 cm'];
  expect(untranslated('zh', fine, [])).toEqual([]);
  expect(untranslated('zh', ['Open cases'], [])).toEqual(['English in Chinese: "Open cases"']);
});

it('finds Chinese in English, but for names', () => {
  expect(untranslated('en', ['岚坊社区第一网格 · 2 open'], ['岚坊社区第一网格'])).toEqual([]);
  expect(untranslated('en', ['2 件'], ['岚坊社区'])).toEqual(['Chinese in English: "2 件"']);
});

it('finds keys and places that nobody filled', () => {
  expect(untranslated('en', ['state.startFailed', 'at {time}'], []).length).toBe(2);
});
