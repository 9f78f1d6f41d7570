import type { MapLibreMap } from './mapLibre';

export const firstCity = { mark: 'twin:first-city', buildings: 2_000 };

/** Marks the moment when ground and buildings stand on the screen for the first time, with their number. */
export function markFirstCity(map: MapLibreMap, done: (buildings: number) => void): void {
  let marked = false;
  const look = (): void => {
    if (marked) return;
    const ids = new Set<unknown>();
    for (const feature of map.querySourceFeatures('city', { sourceLayer: 'building' })) ids.add(feature.id);
    const complete = map.areTilesLoaded();
    if (ids.size < firstCity.buildings && !complete) return;
    marked = true;
    map.off('render', onRender);
    map.off('idle', look);
    performance.mark(firstCity.mark, { detail: { buildings: ids.size, complete } });
    done(ids.size);
  };
  let seen = 0;
  const onRender = (): void => {
    // Counting reads all tiles: not at each picture.
    if (map.areTilesLoaded() && seen++ === 0) requestAnimationFrame(look);
  };
  map.on('render', onRender);
  map.on('idle', look);
}
