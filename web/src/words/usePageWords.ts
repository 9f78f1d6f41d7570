import { useI18n } from 'vue-i18n';
import { useCity } from '@/twin/city';
import { useFormat } from './format';

/** Words and formats that every page needs. */
export function usePageWords() {
  const { t, te, locale } = useI18n();
  const city = useCity();
  const format = useFormat(() => city.zone);

  /** A word of one of the city's tables; the code itself when the table does not know it. */
  function tableWord(table: string, code: string): string {
    const key = `${table}.${code}`;
    return te(key) ? t(key) : code;
  }

  /** Of a name in both languages, the one that is read here. */
  function either(zh: string | null | undefined, en: string | null | undefined): string | null {
    return (locale.value.startsWith('zh') ? zh : en) ?? null;
  }

  return { t, te, locale, format, tableWord, either };
}
