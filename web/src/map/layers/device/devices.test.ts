import { describe, expect, it } from 'vitest';
import type { DeviceView } from '@/twin/devices';
import { placeDevices } from './deviceSet';

function device(id: string, lng: number, part: Partial<DeviceView> = {}): DeviceView {
  return {
    id, type: 'water', zh: '', en: '', sign: 'VS01', unit: 'cm', cadenceSeconds: 60, department: 'Drainage',
    home: 'g-1', lng, lat: 50, alertFrom: 15, value: 3, at: '', health: 'Heard', alert: 'None', ...part,
  };
}

function placed(devices: DeviceView[], obstacles: { left: number; right: number; top: number; bottom: number }[] = []) {
  return placeDevices({
    devices, project: (x, y) => (x < 0 ? null : { x, y }), width: 200, height: 100, obstacles, roomPixels: 24,
  }).map(({ device: { id }, tone }) => `${id} ${tone}`);
}

describe('devices on the map', () => {
  it('give way to what matters more, the same way each time', () => {
    const near = [device('a', 50), device('b', 60, { alert: 'CaseOpened' }), device('c', 70, { health: 'Stale' })];
    expect(placed(near)).toEqual(['b urgent']);
    expect(placed([...near].reverse())).toEqual(['b urgent']);
    expect(placed([device('a', 50), device('b', 80)])).toEqual(['a done', 'b done']);
  });

  it('are not under a panel and not outside of the picture', () => {
    expect(placed([device('a', 50)], [{ left: 40, right: 60, top: 0, bottom: 100 }])).toEqual([]);
    expect(placed([device('a', -1), device('b', 195), device('c', 150)])).toEqual(['c done']);
  });
});
