import { describe, expect, it } from 'vitest';
import { formatFor } from '@/words/format';
import { alertState, alertStateWord } from './alertState';
import type { DeviceView } from './devices';

const now = Date.parse('2026-01-15T01:00:00Z');
const words = {
  format: formatFor('zh-CN', 'Asia/Shanghai'),
  t: (key: string, filled: Record<string, string>) => [key, filled['time'], filled['reason']].join(' ').trim(),
  tableWord: (_: string, code: string) => code,
};

function device(part: Partial<DeviceView>): DeviceView {
  return { alert: 'Raised', calls: 'Desk', ...part } as DeviceView;
}

describe('what people have made of an alert', () => {
  it('waits until somebody takes notice, and is of no matter when nothing warns', () => {
    expect(alertState(device({}), now)).toBe('waiting');
    expect(alertState(device({ calls: null, ackedAt: '2026-01-15T00:15:00Z' }), now)).toBe('acked');
    expect(alertState(device({ calls: null }), now)).toBeNull();
    expect(alertState(device({ alert: 'FalseAlarm', ackedAt: '2026-01-15T00:15:00Z' }), now)).toBeNull();
  });

  it('is silent until the silence is over, whatever the device tells', () => {
    const silencedUntil = '2026-01-15T02:00:00Z';
    expect(alertState(device({ alert: 'None', silencedUntil }), now)).toBe('silenced');
    expect(alertState(device({ silencedUntil }), Date.parse(silencedUntil))).toBe('waiting');
  });

  it('is told with its moment and its reason', () => {
    const silencedUntil = '2026-01-15T02:00:00Z';
    const told = [
      device({}), device({ ackedAt: '2026-01-15T00:15:00Z' }), device({ silencedUntil }),
      device({ silencedUntil, silenceReason: 'Test' }), device({ alert: 'Cleared' }),
    ].map((one) => alertStateWord(one, words, now));
    expect(told).toEqual([
      'alertState.waiting', 'alertState.acked 08:15', 'alertState.silenced 10:00', 'alertState.silencedFor 10:00 Test',
      null,
    ]);
  });
});
