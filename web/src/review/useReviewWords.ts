import { useAreas } from '@/twin/areas';
import { useDeskBook } from '@/twin/desk/deskBook';
import type { ReviewFigureView } from '@/twin/review';
import { useReview } from '@/twin/review';
import type { CaseRow } from '@/wire/contracts';
import { usePageWords } from '@/words/usePageWords';

/** Words and numbers of the review. */
export function useReviewWords() {
  const words = usePageWords();
  const [areas, book, review] = [useAreas(), useDeskBook(), useReview()];
  const { t, te, format, either, tableWord } = words;

  /** A code of a figure as people read it: of a unit, the unit's own name. */
  function figureName(code: string): string {
    if (te(`figure.${code}`)) return t(`figure.${code}`);
    const unit = review.review?.unusual.find((one) => one.figure === code);
    if (unit !== undefined) return either(unit.zh, unit.en) ?? code;
    const repeats = review.review?.repeats.find((one) => one.figure === code);
    if (repeats !== undefined) return either(repeats.classZh, repeats.classEn) ?? code;
    const [kind = '', key = ''] = code.split(':');
    return kind === 'stage' ? tableWord('stage', key) : key;
  }

  const number = (kind: string, value: number): string =>
    kind === 'Share' ? format.value.percent(value)
      : Number.isInteger(value) ? format.value.whole(value) : format.value.oneDecimal(value);
  const valueText = (kind: string, value: number | null | undefined): string =>
    value == null ? '—' : number(kind, value);
  const bandText = (one: Pick<ReviewFigureView, 'kind' | 'band'>): string => one.band == null
    ? t('figures.unknown')
    : `${number(one.kind, one.band.low)}–${number(one.kind, one.band.high)}（${one.band.n}）`;
  const hoursText = (hours: number): string => format.value.span(hours * 3_600_000);
  const className = (row: Pick<CaseRow, 'classZh' | 'classEn'>): string =>
    either(row.classZh, row.classEn) ?? t('unclassed');
  const placeName = (row: { home: string; homeName?: string | null }): string => row.homeName ?? row.home;
  const departmentName = (code: string | null | undefined): string => {
    const found = book.departments.get(code ?? '');
    return either(found?.zh, found?.en) ?? code ?? '—';
  };
  const areaName = (id: string): string => areas.area(id)?.name ?? id;

  return {
    ...words, figureName, valueText, bandText, hoursText, className, placeName, departmentName, areaName,
  };
}
