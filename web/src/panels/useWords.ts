import { useAreas } from '@/twin/areas';
import { useClasses } from '@/twin/classes';
import { usePageWords } from '@/words/usePageWords';

/** The words and formats that every panel needs. */
export function useWords() {
  const { t, te, locale, format, tableWord, either } = usePageWords();
  const [areas, classes] = [useAreas(), useClasses()];

  function className(code: string | null | undefined): string {
    return classes.nameOf(code, locale.value) ?? t('card.unclassed');
  }

  function areaName(id: string): string {
    return areas.area(id)?.name ?? id;
  }

  return { t, te, locale, format, tableWord, either, className, areaName };
}
