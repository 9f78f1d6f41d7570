import { createSSRApp, h } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { describe, expect, it } from 'vitest';
import { owedRows } from '@/twin/owed';
import { threeOwe } from '@/twin/testing';
import { formatFor } from '@/words/format';
import OwedList from '@/ui/OwedList.vue';
import { cockpitWords } from '@/words/i18n';

const words = cockpitWords['zh-CN'] as unknown as Record<string, Record<string, string>>;
const rows = owedRows(threeOwe, {
  locale: 'zh-CN', format: formatFor('zh-CN', 'Asia/Shanghai'),
  tableWord: (table, code) => words[table]?.[code] ?? code,
}, Date.parse('2026-06-25T05:00:00Z'));

describe('the list of what departments owe', () => {
  it('has one line a department, and only the silent one a level', async () => {
    const page = await renderToString(createSSRApp({
      render: () => h(OwedList, { title: '部门应办', dueWord: '限', rows }),
    }));

    expect(page.match(/data-obligation=/g)).toHaveLength(3);
    expect([...page.matchAll(/data-supervision="(\d)"/g)].map((found) => found[1])).toEqual(['0', '0', '4']);
    expect(page.match(/class="level"/g)).toHaveLength(1);
    expect(page).toContain('领导包案');
    expect(page).toContain('限 06/29 13:00');
  });

  it('is not there where nobody owes', async () => {
    const page = await renderToString(createSSRApp({
      render: () => h(OwedList, { title: '部门应办', dueWord: '限', rows: [] }),
    }));

    expect(page).not.toContain('部门应办');
  });
});
