import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';

export interface Format {
  whole: (value: number) => string;
  oneDecimal: (value: number) => string;
  percent: (share: number) => string;
  /** Clock time in the zone, with seconds. */
  time: (instant: number | string) => string;
  hour: (instant: number | string) => string;
  dateTime: (instant: number | string) => string;
  /** Day and clock time, with seconds. */
  moment: (instant: number | string) => string;
  date: (instant: number | string) => string;
  /** Two units at most: 3 天 4 时, 12 分. */
  span: (milliseconds: number) => string;
  /** What runs down: 0:42, 12:05. */
  countdown: (milliseconds: number) => string;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export function formatFor(locale: string, zone: string): Format {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const one = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1 });
  const clock = dates(locale, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const hours = dates(locale, zone, { hour: '2-digit', minute: '2-digit' });
  const both = dates(locale, zone, { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
  const moment = dates(locale, zone, {
    month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  });
  const date = dates(locale, zone, { year: 'numeric', month: '2-digit', day: '2-digit', weekday: 'short' });
  const at = (instant: number | string): Date => new Date(instant);
  return {
    whole: (value) => whole.format(value),
    oneDecimal: (value) => one.format(value),
    percent: (share) => percent.format(share),
    time: (instant) => clock.format(at(instant)),
    hour: (instant) => hours.format(at(instant)),
    dateTime: (instant) => both.format(at(instant)),
    moment: (instant) => moment.format(at(instant)),
    date: (instant) => date.format(at(instant)),
    span: (milliseconds) => span(Math.abs(milliseconds), locale.startsWith('zh')),
    countdown,
  };
}

function dates(locale: string, zone: string, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { ...parts, timeZone: zone, hourCycle: 'h23' });
}

function span(milliseconds: number, chinese: boolean): string {
  const [d, h, m] = chinese ? [' 天', ' 时', ' 分'] : [' d', ' h', ' min'];
  const days = Math.floor(milliseconds / day);
  const hours = Math.floor((milliseconds % day) / hour);
  const minutes = Math.floor((milliseconds % hour) / minute);
  if (days > 0) return `${days}${d} ${hours}${h}`;
  if (hours > 0) return `${hours}${h} ${minutes}${m}`;
  return `${minutes}${m}`;
}

function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Numbers and times in the language of the page and the zone of the city. */
export function useFormat(zone: () => string): ComputedRef<Format> {
  const { locale } = useI18n();
  return computed(() => formatFor(locale.value, zone()));
}
