import { describe, expect, it } from 'vitest';
import { deviceTone, showsDevices, useDevices } from './devices';
import type { DeviceView } from './devices';
import { world } from './testing';

function device(part: Partial<DeviceView> = {}): DeviceView {
  return {
    id: 'water-001', type: 'water', zh: '道路积水计', en: 'Road water gauge', sign: 'VS01', unit: 'cm',
    cadenceSeconds: 60, department: 'Drainage', home: 'g-1', lng: 120, lat: 30, alertFrom: 15, value: 3,
    at: '2026-01-15T12:00:00Z', health: 'Heard', alert: 'None', ...part,
  };
}

describe('devices', () => {
  it('are grey when they are silent, whatever they told last', () => {
    expect(deviceTone(device())).toBe('done');
    expect(deviceTone(device({ health: 'Stale', alert: 'CaseOpened' }))).toBe('stale');
    expect(deviceTone(device({ health: 'Unheard' }))).toBe('stale');
    expect(['Raised', 'Confirmed', 'CaseOpened', 'Cleared', 'FalseAlarm']
      .map((alert) => deviceTone(device({ alert })))).toEqual(['near', 'urgent', 'urgent', 'done', 'done']);
  });

  it('are shown from a street down', () => {
    expect(['City', 'District', 'Street', 'Community', 'Grid'].map(showsDevices))
      .toEqual([false, false, true, true, true]);
  });

  it('stay when the server is silent, and go when another area is looked at', async () => {
    const sheet = { area: 'a', until: '', devices: [device()], readings: 1, position: 1 };
    world({ '/devices?area=a': sheet });
    const devices = useDevices();
    await devices.load('a');
    expect(devices.sheet?.devices).toHaveLength(1);
    world({ '/devices?area=a': new Error('silence') });
    await devices.load('a');
    expect(devices.sheet?.devices).toHaveLength(1);
    await devices.load('b');
    expect(devices.sheet).toBeNull();
  });
});
