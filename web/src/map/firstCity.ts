import type { MapLibreMap } from './mapLibre';
import { buildingSource } from './style';

export const firstCity = {
  mark: 'twin:first-city',
  lookEachMilliseconds: 20,
  /** A graphics process that was restarted never tells of what was ordered before; nobody waits longer for it. */
  paintWithinMilliseconds: 10_000,
  /** Reading a building back costs half a kilobyte and time: of a city with more, each tenth is read. */
  readAllUpTo: 20_000,
  readEach: 10,
};

export interface FirstCity {
  /** Buildings that were read back from what is drawn. */
  buildings: number;
  /** Different heights, to the metre. */
  heights: number;
}

type Picture = Pick<MapLibreMap, 'on' | 'off' | 'isSourceLoaded' | 'getCanvas'>;

/** Calls back once, when a picture with every tile of a source in view stands on the screen. */
export function whenDrawn(map: Picture, source: string, done: (atMilliseconds: number) => void): void {
  const look = (): void => {
    if (!map.isSourceLoaded(source)) return;
    map.off('render', look);
    whenPainted(map.getCanvas(), () => done(performance.now()));
  };
  map.on('render', look);
}

/** Marks the moment when all buildings of the view stand on the screen for the first time. */
export function markFirstCity(map: MapLibreMap, atMilliseconds: number, buildingsOfCity: number): FirstCity {
  const heightById = new Map<unknown, number>();
  const each = buildingsOfCity > firstCity.readAllUpTo ? firstCity.readEach : 1;
  const drawn = map.querySourceFeatures(buildingSource, {
    sourceLayer: 'building', filter: ['==', ['%', ['id'], each], 0],
  });
  for (const { id, properties } of drawn) {
    heightById.set(id, Math.round(Number(properties['h'])));
  }

  const seen = { buildings: heightById.size, heights: new Set(heightById.values()).size };
  performance.mark(firstCity.mark, { startTime: atMilliseconds, detail: seen });
  return seen;
}

// Without a graphics card a picture that the map has ordered is painted long after.
function whenPainted(canvas: HTMLCanvasElement, done: () => void): void {
  const gl = canvas.getContext('webgl2');
  const ordered = gl?.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0) ?? null;
  gl?.flush();
  const latest = performance.now() + firstCity.paintWithinMilliseconds;
  const look = (): void => {
    const painted = gl === null || ordered === null || gl.isContextLost() || performance.now() > latest
      || gl.getSyncParameter(ordered, gl.SYNC_STATUS) === gl.SIGNALED;
    if (painted) done();
    else setTimeout(look, firstCity.lookEachMilliseconds);
  };
  setTimeout(look);
}
