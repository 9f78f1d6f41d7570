import { describe, expect, it } from 'vitest';
import type { Thing } from '@/twin/things';
import { placeThings, thingAt } from './thingSet';

function thing(id: string, kind: Thing['kind'], lng: number, lat: number, part: Partial<Thing> = {}): Thing {
  return { id, kind, type: 'School', name: id, lng, lat, count: 1, opens: { site: id }, ...part };
}

const picture = {
  project: (lng: number, lat: number) => (lng < 0 ? null : { x: lng, y: lat }),
  width: 1_000, height: 800, unit: 1, obstacles: [{ left: 0, top: 0, right: 200, bottom: 800 }],
  taken: [{ left: 280, top: 380, right: 320, bottom: 420 }],
};
const ids = (things: Thing[]) => placeThings({ ...picture, things }).map((one) => one.thing.id);

describe('signs on the map', () => {
  it('stand only where they are seen: in the picture and not under a panel', () => {
    expect(ids([
      thing('free', 'site', 500, 400), thing('under', 'site', 100, 400), thing('off', 'site', 1_200, 400),
      thing('behind', 'site', -1, 400), thing('rim', 'site', 205, 400),
    ])).toEqual(['free']);
  });

  it('do not cover each other: the later site waits, teams at one place are counted', () => {
    const placed = placeThings({
      ...picture,
      things: [
        thing('a', 'site', 500, 400), thing('b', 'site', 510, 400),
        thing('t1', 'team', 700, 400), thing('t2', 'team', 702, 400), thing('t3', 'team', 800, 400),
      ],
    });

    expect(placed.map((one) => [one.thing.id, one.count])).toEqual([['a', 1], ['t1', 2], ['t3', 1]]);
  });

  it('leave numbers and names to be read: a site waits, a team stands beside its case all the same', () => {
    expect(ids([
      thing('site', 'site', 315, 400), thing('clear', 'site', 340, 400), thing('team', 'team', 300, 400),
    ])).toEqual(['clear', 'team']);
  });

  it('leave the mark of their case free', () => {
    const [team, resource] = placeThings({
      ...picture, things: [thing('t', 'team', 500, 400), thing('r', 'resource', 500, 400, { count: 3 })],
    });

    expect(team?.x).toBeGreaterThan(511);
    expect(resource?.x).toBeLessThan(489);
    expect(resource?.count).toBe(3);
  });

  it('are found under the pointer, the one in front first, and rings let it through', () => {
    const placed = placeThings({
      ...picture,
      things: [thing('a', 'site', 500, 400), thing('i', 'incident', 500, 400), thing('b', 'site', 530, 400)],
    });

    expect(thingAt(placed, 503, 398, 1)?.thing.id).toBe('a');
    expect(thingAt(placed, 528, 398, 1)?.thing.id).toBe('b');
    expect(thingAt(placed, 600, 398, 1)).toBeNull();
  });
});
