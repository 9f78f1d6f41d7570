import type { DeviceView } from '@/twin/devices';
import { deviceTone } from '@/twin/devices';
import type { Project, Rect } from '../case/markSet';
import { isFree } from '../case/markSet';

export interface PlacedDevice {
  device: DeviceView;
  tone: ReturnType<typeof deviceTone>;
  x: number;
  y: number;
}

export interface DeviceQuestion {
  devices: readonly DeviceView[];
  project: Project;
  width: number;
  height: number;
  obstacles: readonly Rect[];
  /** Each mark has so much room for itself: a finger hits one and not two. */
  roomPixels: number;
}

const weight: Readonly<Record<string, number>> = { urgent: 3, near: 2, stale: 1, done: 0 };

/** Where each device stands; of those that would cover each other the one that matters most. */
export function placeDevices(question: DeviceQuestion): PlacedDevice[] {
  const { devices, project, width, height, obstacles, roomPixels } = question;
  const wishes = devices.map((device) => ({ device, tone: deviceTone(device) }))
    .sort((a, b) => (weight[b.tone] ?? 0) - (weight[a.tone] ?? 0) || a.device.id.localeCompare(b.device.id));
  const placed: PlacedDevice[] = [];
  for (const wish of wishes) {
    const at = project(wish.device.lng, wish.device.lat);
    if (at === null || !isFree(at.x, at.y, width, height, obstacles, roomPixels / 2)) continue;
    const covers = (one: PlacedDevice): boolean =>
      Math.abs(one.x - at.x) < roomPixels && Math.abs(one.y - at.y) < roomPixels;
    if (!placed.some(covers)) placed.push({ ...wish, ...at });
  }

  return placed;
}
