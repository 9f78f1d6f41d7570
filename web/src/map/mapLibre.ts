import { Map as MapLibreMap, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import type { VectorTileSource } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { Camera } from './camera';
import { buildingSource, styleLayersOf, styleOf, tileZoom } from './style';
import type { MapLook } from './style';

setWorkerUrl(workerUrl);

/** Tiles of one version of the map of areas; the browser keeps those of another apart. */
export function tilesUrl(version: number): string {
  return `${location.origin}/tiles/{z}/{x}/{y}.mvt?v=${version}`;
}

/** Draws the tiles of another version; buildings and grids keep their states. */
export function showTiles(map: MapLibreMap, version: number): void {
  for (const source of ['city', buildingSource]) {
    map.getSource<VectorTileSource>(source)?.setTiles([tilesUrl(version)]);
  }
}

/** Without one, smooth edges cost a third of each picture and of its memory, and are hardly seen. */
function hasGraphicsCard(): boolean {
  const gl = document.createElement('canvas').getContext('webgl2');
  const told = gl?.getExtension('WEBGL_debug_renderer_info');
  const name = told == null ? '' : String(gl?.getParameter(told.UNMASKED_RENDERER_WEBGL));
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return !/swiftshader|llvmpipe|software|basic render/i.test(name);
}

/** A look at a map of ordinary size, whole at once. */
export function plainLook(theme: MapLook['theme'], box: readonly number[]): MapLook {
  return { theme, tiles: tilesUrl(0), box, unit: 1, buildings: true };
}

/** Shows the layers that are not switched off. */
export function showLayers(map: MapLibreMap, hidden: ReadonlySet<string>): void {
  for (const [name, ids] of Object.entries(styleLayersOf)) {
    for (const id of ids) {
      // Buildings come later than the rest.
      if (map.getLayer(id) !== undefined) {
        map.setLayoutProperty(id, 'visibility', hidden.has(name) ? 'none' : 'visible');
      }
    }
  }
}

/** A map that draws only when something changes. */
export function createMap(container: HTMLElement, camera: Camera, look: MapLook): MapLibreMap {
  const map = new MapLibreMap({
    container,
    style: styleOf(look),
    center: camera.center,
    zoom: camera.zoom,
    pitch: camera.pitch,
    bearing: camera.bearing,
    minZoom: tileZoom.least,
    maxZoom: 18.5,
    maxPitch: 65,
    localIdeographFontFamily: "'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif",
    canvasContextAttributes: { antialias: hasGraphicsCard() },
    attributionControl: false,
    fadeDuration: 0,
    refreshExpiredTiles: false,
    renderWorldCopies: false,
    // Escape and the arrows belong to the page until the map itself has the focus.
    keyboard: true,
  });
  map.addControl(new ScaleControl({ maxWidth: 120 * look.unit }), 'bottom-right');
  return map;
}

export { MapLibreMap };
