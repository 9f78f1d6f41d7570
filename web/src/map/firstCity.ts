import type { MapLibreMap } from './mapLibre';

export const firstCity = { mark: 'twin:first-city', leastBuildings: 2_000 };

export interface FirstCity {
  buildings: number;
  /** Different heights, to the metre. */
  heights: number;
}

/** Marks the moment when ground and buildings stand on the screen for the first time, with their number. */
export function markFirstCity(
  map: MapLibreMap, buildingsOfCity: number, done: (seen: FirstCity) => void,
): void {
  let marked = false;
  let countedAt = -Infinity;

  const look = (idle: boolean): void => {
    if (marked) return;
    const heightById = new Map<unknown, number>();
    for (const { id, properties } of map.querySourceFeatures('city', { sourceLayer: 'building' })) {
      heightById.set(id, Math.round(Number(properties['h'])));
    }

    // Idle: every tile of the view is here and drawn.
    const complete = idle && (heightById.size > 0 || buildingsOfCity === 0);
    if (heightById.size < firstCity.leastBuildings && !complete) return;
    marked = true;
    map.off('render', onRender);
    map.off('idle', onIdle);
    const seen = { buildings: heightById.size, heights: new Set(heightById.values()).size };
    performance.mark(firstCity.mark, { detail: { ...seen, complete: idle } });
    done(seen);
  };
  const onIdle = (): void => look(true);
  // Counting reads all tiles: not at each picture.
  const onRender = (): void => {
    const now = performance.now();
    if (now - countedAt < 250) return;
    countedAt = now;
    look(false);
  };
  map.on('render', onRender);
  map.on('idle', onIdle);
}
