import type { ModeView } from './modes';

/** One mode as a banner tells it, in the language of the page. */
export interface ModeBannerRow {
  key: string;
  mode: string;
  hazard: string;
  area: string;
  word: string;
  about: string;
  when: string;
  drill: string | null;
  late: string | null;
  proposed: string | null;
}

interface Words {
  t: (key: string, named: Record<string, unknown>) => string;
  either: (zh: string | null | undefined, en: string | null | undefined) => string | null;
  dateTime: (at: string) => string;
}

export function modeRows(held: readonly ModeView[], { t, either, dateTime }: Words): ModeBannerRow[] {
  return held.map((one) => ({
    key: `${one.area} ${one.hazard} ${one.drill ?? ''}`,
    mode: one.mode,
    hazard: one.hazard,
    area: one.area,
    word: either(one.zh, one.en) ?? one.mode,
    about: `${either(one.hazardZh, one.hazardEn) ?? one.hazard} · ${one.areaName}`,
    when: `${t('mode.since', { time: dateTime(one.since) })} · ${t('mode.until', { time: dateTime(one.until) })}`,
    drill: one.drill == null ? null : t('mode.drill', { tag: one.drill }),
    late: one.missed > 0 ? t('mode.missed', { count: one.missed, area: one.raisedToName ?? '' })
      : one.endPassed ? t('mode.endPassed', {}) : null,
    proposed: one.proposed == null ? null
      : t('mode.proposed', { mode: either(one.proposed.zh, one.proposed.en) ?? one.proposed.to }),
  }));
}
