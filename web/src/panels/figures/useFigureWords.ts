import type { ShownFigure } from '@/twin/figures';
import { figureText } from '@/twin/figures';
import { useWords } from '../useWords';

const fewMinutes = 10;

/** How things stand now: no window. */
const states: ReadonlySet<string> = new Set(['M03', 'M04', 'M17', 'M22', 'M23']);

/** Words for figures of the catalogue. */
export function useFigureWords() {
  const { t, te, format, either, ...words } = useWords();

  function nameOf({ view }: ShownFigure): string {
    return either(view.zh, view.en) ?? view.figure;
  }

  function textOf({ view, value }: ShownFigure): string {
    // A span is told in whole minutes: of few, the tenths say more.
    return view.kind === 'Minutes' && value !== null && value < fewMinutes
      ? `${format.value.oneDecimal(value)} ${t('board.unit.Minutes')}`
      : figureText(view.kind, value, format.value);
  }

  function unitOf(kind: string): string {
    return kind !== 'Minutes' && te(`board.unit.${kind}`) ? t(`board.unit.${kind}`) : '';
  }

  /** From how much it is counted, or why there is nothing. */
  function noteOf({ view, value }: ShownFigure): string {
    if (view.source === 'None') return either(view.lacksZh, view.lacksEn) ?? t('board.absent');
    if (view.notYet != null) return t('board.absentHere');
    if (view.few === true) return t('board.few');
    if (view.source !== 'Log') return value === null ? t('board.waiting') : t('board.now');
    const window = states.has(view.metric) ? t('board.now') : t(`board.window.${view.window}`);
    return view.n === 0 ? (value === null ? t('board.none', { window }) : window)
      : t(view.metric === 'M23' ? 'board.ofGrids' : 'board.of', { window, count: format.value.whole(view.n) });
  }

  return { ...words, t, te, format, either, nameOf, textOf, unitOf, noteOf };
}
