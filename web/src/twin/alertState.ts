import type { DeviceView } from '@/wire/contracts';
import type { Format } from '@/words/format';

export type AlertState = 'waiting' | 'acked' | 'silenced';

export interface AlertWords {
  t: (key: string, filled: Record<string, string>) => string;
  format: Format;
  tableWord: (table: string, code: string) => string;
}

const warning = ['Raised', 'Confirmed', 'CaseOpened'];

/** What people have made of a device's alert; null: nobody has to do anything, or nothing warns. */
export function alertState(device: DeviceView, nowMilliseconds: number): AlertState | null {
  if (device.silencedUntil != null && Date.parse(device.silencedUntil) > nowMilliseconds) return 'silenced';
  if (!warning.includes(device.alert)) return null;
  if (device.ackedAt != null) return 'acked';
  return device.calls == null ? null : 'waiting';
}

/** The same as people read it. */
export function alertStateWord(device: DeviceView, words: AlertWords, nowMilliseconds: number): string | null {
  const { t, format, tableWord } = words;
  const state = alertState(device, nowMilliseconds);
  if (state === null) return null;
  const at = state === 'acked' ? device.ackedAt : device.silencedUntil;
  const time = at == null ? '' : format.hour(at);
  const forReason = state === 'silenced' && device.silenceReason != null;
  const reason = forReason ? tableWord('alertReason', device.silenceReason ?? '') : '';
  return t(`alertState.${forReason ? 'silencedFor' : state}`, { time, reason });
}
