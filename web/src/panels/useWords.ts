import { useI18n } from 'vue-i18n';
import { useAreas } from '@/twin/areas';
import { useCity } from '@/twin/city';
import { useClasses } from '@/twin/classes';
import { useFormat } from '@/words/format';

/** The words and formats that every panel needs. */
export function useWords() {
  const { t, te, locale } = useI18n();
  const [areas, city, classes] = [useAreas(), useCity(), useClasses()];
  const format = useFormat(() => city.zone);

  /** A word of one of the city's tables; the code itself when the table does not know it. */
  function tableWord(table: string, code: string): string {
    const key = `${table}.${code}`;
    return te(key) ? t(key) : code;
  }

  function className(code: string | null | undefined): string {
    return classes.nameOf(code, locale.value) ?? t('card.unclassed');
  }

  function areaName(id: string): string {
    return areas.area(id)?.name ?? id;
  }

  return { t, locale, format, tableWord, className, areaName };
}
