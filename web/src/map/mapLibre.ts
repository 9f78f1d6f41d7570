import { Map as MapLibreMap, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import type { VectorTileSource } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { Camera } from './camera';
import { styleLayersOf, styleOf, tileZoom } from './style';

setWorkerUrl(workerUrl);

/** Tiles of one version of the map of areas; the browser keeps those of another apart. */
export function tilesUrl(version: number): string {
  return `${location.origin}/tiles/{z}/{x}/{y}.mvt?v=${version}`;
}

/** Draws the tiles of another version; buildings and grids keep their states. */
export function showTiles(map: MapLibreMap, version: number): void {
  map.getSource<VectorTileSource>('city')?.setTiles([tilesUrl(version)]);
}

/** Shows the layers that are not switched off. */
export function showLayers(map: MapLibreMap, hidden: ReadonlySet<string>): void {
  for (const [name, ids] of Object.entries(styleLayersOf)) {
    for (const id of ids) map.setLayoutProperty(id, 'visibility', hidden.has(name) ? 'none' : 'visible');
  }
}

/** A map that draws only when something changes. */
export function createMap(
  container: HTMLElement, camera: Camera, theme: 'night' | 'day', box: readonly number[], version = 0,
  unit = 1,
): MapLibreMap {
  const map = new MapLibreMap({
    container,
    style: styleOf(theme, tilesUrl(version), box, unit),
    center: camera.center,
    zoom: camera.zoom,
    pitch: camera.pitch,
    bearing: camera.bearing,
    minZoom: tileZoom.least,
    maxZoom: 18.5,
    maxPitch: 65,
    localIdeographFontFamily: "'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif",
    canvasContextAttributes: { antialias: true },
    attributionControl: false,
    fadeDuration: 0,
    refreshExpiredTiles: false,
    renderWorldCopies: false,
    // Escape and the arrows belong to the page until the map itself has the focus.
    keyboard: true,
  });
  map.addControl(new ScaleControl({ maxWidth: 120 * unit }), 'bottom-right');
  return map;
}

export { MapLibreMap };
