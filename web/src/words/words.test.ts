import { describe, expect, it } from 'vitest';
import { formatFor } from './format';
import { deskWords } from './deskWords';
import { cockpitWords } from './i18n';
import { reviewWords } from './reviewWords';
import { workerWords } from './workerWords';

type Words = { [key: string]: string | Words };

function keys(words: Words, path = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) => (typeof value === 'string'
    ? [`${path}${key} ${(value.match(/\{\w+\}/g) ?? []).sort().join('')}`]
    : keys(value, `${path}${key}.`)));
}

const pages = [['cockpit', cockpitWords], ['worker', workerWords], ['desk', deskWords],
  ['review', reviewWords]] as const;

describe.each(pages)('the words of the %s', (_, words) => {
  it('are the same in both languages, with the same places to fill', () => {
    expect(keys(words.en)).toEqual(keys(words['zh-CN']));
  });

  it('are never empty', () => {
    expect(JSON.stringify(words)).not.toContain('""');
  });

  it('hold no Chinese on the English page, but for the way back', () => {
    const chinese = keys(words.en).length > 0
      && JSON.stringify({ ...words.en, locale: null }).match(/[\u4e00-\u9fff]/g);
    expect(chinese).toBeNull();
  });
});

describe('formats', () => {
  const zh = formatFor('zh-CN', 'Asia/Shanghai');
  const en = formatFor('en', 'America/New_York');

  it('tell the time of the city, not of the screen', () => {
    expect(zh.time('2026-01-15T12:34:56Z')).toBe('20:34:56');
    expect(en.time('2026-01-15T12:34:56Z')).toBe('07:34:56');
  });

  it('tell spans in two units', () => {
    expect(zh.span(3 * 86_400_000 + 4 * 3_600_000 + 5 * 60_000)).toBe('3 天 4 时');
    expect(en.span(-65 * 60_000)).toBe('1 h 5 min');
    expect(zh.span(30_000)).toBe('0 分');
  });

  it('count seconds down, and never below none', () => {
    expect([41_200, 725_000, -5_000].map(zh.countdown)).toEqual(['0:42', '12:05', '0:00']);
  });

  it('tell numbers and shares', () => {
    expect(zh.whole(1_284_377)).toBe('1,284,377');
    expect(en.percent(0.964)).toBe('96.4%');
  });
});
