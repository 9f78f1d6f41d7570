import { useI18n } from 'vue-i18n';
import { useCity } from '@/twin/city';
import { useFormat } from '@/words/format';

/** Words and formats of the worker page. */
export function useWorkerWords() {
  const { t, te, locale } = useI18n();
  const city = useCity();
  const format = useFormat(() => city.zone);

  function tableWord(table: string, code: string): string {
    const key = `${table}.${code}`;
    return te(key) ? t(key) : code;
  }

  function either(zh: string | null | undefined, en: string | null | undefined): string | null {
    return (locale.value.startsWith('zh') ? zh : en) ?? null;
  }

  return { t, locale, format, tableWord, either };
}
