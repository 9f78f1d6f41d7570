// What one batch of a storm costs in script: 1,000 changed cases of 5,000, with boards, colours and marks.
import { bench } from 'vitest';
import { BuildingStates } from './map/layers/building/buildingStates';
import { placeMarks } from './map/layers/case/markSet';
import { useBoards } from './twin/boards';
import { useCases } from './twin/cases';
import { useFeed } from './twin/feed';
import { boardOf, frameOf, markOf, world } from './twin/testing';

const [homeCount, perHome, changedPerHome] = [250, 20, 4];
const homes = Array.from({ length: homeCount }, (_, index) => `g${index}`);
const now = Date.parse('2026-01-15T12:00:00Z');

function markAt(home: number, index: number, stage: string, position: number) {
  const number = home * perHome + index;
  return markOf(`c${number}`, {
    stage, position, buildingNumber: number, lng: 120.8 + (number % 97) * 0.0008, lat: 29.14 + (number % 71) * 0.001,
  });
}

world();
const [boards, cases, feed] = [useBoards(), useCases(), useFeed()];
const buildings = new BuildingStates(() => undefined);
const places = new WeakMap<object, { x: number; y: number }>();
buildings.show({ west: 0, south: 0, east: 180, north: 90 }, now);
buildings.apply(cases.applyFrames(homes.map((area, home) => frameOf(area, 'snapshot', {
  cases: Array.from({ length: perHome }, (_, index) => markAt(home, index, 'Reported', 1)),
}))), now);

let round = 1;
bench('1,000 changes of 5,000 cases', () => {
  round++;
  const stage = round % 2 === 0 ? 'AwaitAccept' : 'Handling';
  const frames = homes.map((area, home) => frameOf(area, 'frame', {
    board: boardOf({ open: perHome, facts: round }),
    cases: Array.from({ length: changedPerHome }, (_, index) => markAt(home, (index + round) % perHome, stage, round)),
  }));
  boards.applyFrames(frames);
  const changes = cases.applyFrames(frames);
  feed.applyChanges(changes);
  buildings.apply(changes, now);
  placeMarks({
    cases: cases.all(),
    placeOf: (one) => {
      const known = places.get(one) ?? { x: ((one.lng ?? 0) - 120.8) * 24_000, y: ((one.lat ?? 0) - 29.14) * 14_000 };
      places.set(one, known);
      return known;
    },
    width: 1_920, height: 1_080, obstacles: [{ left: 0, top: 0, right: 420, bottom: 1_080 }], marginPixels: 21,
    radiusPixels: 44, nowMilliseconds: now,
  });
}, { time: 2_000 });
