import type { Thing, ThingKind } from '@/twin/things';
import { isFree } from '../case/markSet';
import type { Project, Rect } from '../case/markSet';

export interface PlacedThing {
  thing: Thing;
  x: number;
  y: number;
  /** How many of its kind stand here. */
  count: number;
}

export const thingDefaults = {
  /** Half the width of a sign. */
  radiusPixels: 11,
  /** Signs of sites that would cover each other: the later one waits for another zoom. */
  apartPixels: 24,
  hitPixels: 4,
};

/** Beside the case that they belong to, so that its own mark stays seen. */
const beside: Record<ThingKind, { x: number; y: number }> = {
  site: { x: 0, y: 0 }, team: { x: 20, y: 6 }, resource: { x: -20, y: 6 }, incident: { x: 0, y: 0 },
};

/** Which signs have room in the picture, and where. */
export function placeThings({ things, project, width, height, obstacles, taken, unit }: {
  things: readonly Thing[]; project: Project; width: number; height: number; obstacles: readonly Rect[];
  /** Marks of cases and names: the sign of a site waits for another zoom where one of them stands. */
  taken: readonly Rect[];
  unit: number;
}): PlacedThing[] {
  const apart = thingDefaults.apartPixels * unit;
  const margin = thingDefaults.radiusPixels * unit;
  const closedToSites = [...obstacles, ...taken];
  const placed: PlacedThing[] = [];
  for (const thing of things) {
    const at = project(thing.lng, thing.lat);
    if (at === null) continue;
    const x = at.x + beside[thing.kind].x * unit;
    const y = at.y + beside[thing.kind].y * unit;
    if (!isFree(x, y, width, height, thing.kind === 'site' ? closedToSites : obstacles, margin)) continue;
    const near = placed.find((one) => one.thing.kind === thing.kind && Math.hypot(one.x - x, one.y - y) < apart);
    if (near === undefined) placed.push({ thing, x, y, count: thing.count });
    else if (thing.kind !== 'site') near.count += thing.count;
  }

  return placed;
}

/** The sign under the pointer; the one in front comes first. */
export function thingAt(placed: readonly PlacedThing[], x: number, y: number, unit: number): PlacedThing | null {
  const reach = (thingDefaults.radiusPixels + thingDefaults.hitPixels) * unit;
  return placed.findLast((one) => one.thing.kind !== 'incident' && Math.hypot(one.x - x, one.y - y) <= reach) ?? null;
}
