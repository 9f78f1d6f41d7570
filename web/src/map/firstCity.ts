import type { MapLibreMap } from './mapLibre';
import { buildingSource } from './style';

export const firstCity = { mark: 'twin:first-city', lookEachMilliseconds: 20 };

export interface FirstCity {
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
export function markFirstCity(map: MapLibreMap, atMilliseconds: number): FirstCity {
  const heightById = new Map<unknown, number>();
  for (const { id, properties } of map.querySourceFeatures(buildingSource, { sourceLayer: 'building' })) {
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
  const look = (): void => {
    const painted = gl === null || ordered === null || gl.isContextLost()
      || gl.getSyncParameter(ordered, gl.SYNC_STATUS) === gl.SIGNALED;
    if (painted) done();
    else setTimeout(look, firstCity.lookEachMilliseconds);
  };
  setTimeout(look);
}
