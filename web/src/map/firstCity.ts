import type { MapLibreMap } from './mapLibre';

export const firstCity = { mark: 'twin:first-city', leastBuildings: 2_000 };

/** Marks the moment when ground and buildings stand on the screen for the first time, with their number. */
export function markFirstCity(map: MapLibreMap, buildingsOfCity: number, done: (buildings: number) => void): void {
  let marked = false;
  let countedAt = -Infinity;

  const look = (idle: boolean): void => {
    if (marked) return;
    const ids = new Set<unknown>();
    for (const feature of map.querySourceFeatures('city', { sourceLayer: 'building' })) ids.add(feature.id);
    // Idle: every tile of the view is here and drawn.
    const enough = ids.size >= firstCity.leastBuildings || (idle && (ids.size > 0 || buildingsOfCity === 0));
    if (!enough) return;
    marked = true;
    map.off('render', onRender);
    map.off('idle', onIdle);
    performance.mark(firstCity.mark, { detail: { buildings: ids.size, complete: idle } });
    done(ids.size);
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
