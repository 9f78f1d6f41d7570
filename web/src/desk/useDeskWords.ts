import { useAreas } from '@/twin/areas';
import { useDeskBook } from '@/twin/desk/deskBook';
import type { CaseRow } from '@/twin/desk/queue';
import { usePageWords } from '@/words/usePageWords';

type Both = { zh: string; en: string };

/** Words and formats of the desk: what the tables name comes from the server. */
export function useDeskWords() {
  const { t, te, locale, format, tableWord, either } = usePageWords();
  const [areas, book] = [useAreas(), useDeskBook()];

  const said = (both: Both | null | undefined): string => either(both?.zh, both?.en) ?? '';

  const stageWord = (code: string): string => said(book.stages.get(code)) || code;
  const departmentWord = (code: string): string => said(book.departments.get(code)) || code;
  const roleWord = (code: string): string => said(book.roles.get(code)) || code;
  const commandWord = (code: string): string => said(book.forms.get(code)) || code;

  /** The way down to a place, without the city itself. */
  function placeWord(home: string): string {
    const path = areas.path(home).filter((area) => area.level !== 'City').slice(-2);
    return path.length > 0 ? path.map((area) => area.name).join(' · ') : (areas.area(home)?.name ?? home);
  }

  /** A step of the class, or a moment of a clock. */
  function momentWord(part: string): string {
    return te(`step.${part}`) ? t(`step.${part}`) : tableWord('owedClock', part);
  }

  /** T5, Step.cordon, WhistleArrive.24: a bare number only tells runs apart. */
  function clockWord(name: string): string {
    if (name === 'T6.twice') return t('clock.CheckLapse');
    const [head = name, ...rest] = name.split('.');
    const moments = rest.filter((part) => !/^\d+$/.test(part));
    return [tableWord('clock', head), ...moments.map(momentWord)].join(' · ');
  }

  /** Why: a chosen code, the clock whose time it was, or a word of the city. */
  function reasonWord(code: string): string {
    const option = book.codes.get(code);
    if (option !== undefined) return said(option);
    return te(`cause.${code}`) ? t(`cause.${code}`) : clockWord(code);
  }

  const caseName = (row: Pick<CaseRow, 'classZh' | 'classEn'>): string =>
    either(row.classZh, row.classEn) ?? t('queue.unclassed');
  const caseNumber = (row: Pick<CaseRow, 'caseNo' | 'caseId'>): string => row.caseNo ?? `…${row.caseId.slice(-6)}`;

  /** Without the area, which is the desk's own: day and running number. */
  const shortNumber = (row: Pick<CaseRow, 'caseNo' | 'caseId'>): string =>
    row.caseNo?.slice(6) ?? caseNumber(row);

  return {
    t, locale, format, tableWord, either, said, stageWord, departmentWord, roleWord, commandWord, placeWord,
    clockWord, reasonWord, caseName, caseNumber, shortNumber,
  };
}
