import { LngLatBounds } from 'maplibre-gl';
import type { GeoJSONSource, MapMouseEvent } from 'maplibre-gl';
import { createMap, plainLook } from './mapLibre';
import type { MapLibreMap } from './mapLibre';

/** A thing at a place that can be picked. */
export interface PickPoint {
  id: string;
  lng: number;
  lat: number;
  picked: boolean;
  urgent: boolean;
}

export interface PickMap {
  show: (points: readonly PickPoint[]) => void;
  close: () => void;
}

const source = 'picks';

/** A flat map on which a dragged box picks all that lies in it, and a click picks one. */
export function createPickMap(
  container: HTMLElement, city: readonly number[], theme: 'night' | 'day',
  told: { ready: () => void; box: (ids: string[]) => void; one: (id: string) => void },
): PickMap {
  const [west = 0, south = 0, east = 0, north = 0] = city;
  const center: [number, number] = [(west + east) / 2, (south + north) / 2];
  const camera = { center, zoom: 12, pitch: 0, bearing: 0 };
  const map = createMap(container, camera, plainLook(theme, city));
  let points: readonly PickPoint[] = [];
  let isReady = false;
  map.boxZoom.disable();
  map.dragPan.disable();
  map.dragRotate.disable();
  // The list is the way for keys and readers; the picture is for the hand.
  const canvas = map.getCanvas();
  canvas.style.cursor = 'crosshair';
  canvas.tabIndex = -1;
  canvas.setAttribute('role', 'presentation');
  canvas.removeAttribute('aria-label');
  map.on('load', () => {
    map.addSource(source, { type: 'geojson', data: collectionOf(points) });
    map.addLayer({
      id: source,
      type: 'circle',
      source,
      paint: {
        'circle-radius': ['case', ['get', 'picked'], 9, 6],
        'circle-color': ['case', ['get', 'picked'], '#0a6aa9', ['get', 'urgent'], '#c0142a', '#2f8fde'],
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': 2,
      },
    });
    isReady = true;
    look(map, points);
    told.ready();
  });
  dragBox(map, (from, to) => {
    const inside = points.filter((point) => {
      const at = map.project([point.lng, point.lat]);
      return at.x >= Math.min(from.x, to.x) && at.x <= Math.max(from.x, to.x)
        && at.y >= Math.min(from.y, to.y) && at.y <= Math.max(from.y, to.y);
    });
    told.box(inside.map((point) => point.id));
  }, (event) => {
    const [hit] = map.queryRenderedFeatures(event.point, { layers: [source] });
    if (hit !== undefined) told.one(String(hit.properties['id']));
  });

  return {
    show: (next) => {
      const first = points.length === 0;
      points = next;
      if (!isReady) return;
      map.getSource<GeoJSONSource>(source)?.setData(collectionOf(points));
      if (first) look(map, points);
    },
    close: () => map.remove(),
  };
}

function look(map: MapLibreMap, points: readonly PickPoint[]): void {
  if (points.length === 0) return;
  const bounds = new LngLatBounds();
  for (const point of points) bounds.extend([point.lng, point.lat]);
  // Above stands what the map is for.
  map.fitBounds(bounds, { padding: { top: 72, bottom: 40, left: 40, right: 40 }, maxZoom: 16, animate: false });
}

type Collection = Exclude<Parameters<GeoJSONSource['setData']>[0], string>;

function collectionOf(points: readonly PickPoint[]): Collection {
  return {
    type: 'FeatureCollection',
    features: points.map(({ id, lng, lat, picked, urgent }) => ({
      type: 'Feature', geometry: { type: 'Point', coordinates: [lng, lat] }, properties: { id, picked, urgent },
    })),
  };
}

type Spot = { x: number; y: number };
const clickPixels = 4;

/** The box is drawn above the map; what is hardly a drag is a click. */
function dragBox(
  map: MapLibreMap, ended: (from: Spot, to: Spot) => void, clicked: (event: MapMouseEvent) => void,
): void {
  const frame = document.createElement('div');
  frame.style.cssText = 'position:absolute;border:2px solid #0a6aa9;background:rgb(10 106 169 / 18%);'
    + 'pointer-events:none;display:none';
  map.getContainer().append(frame);
  let from: Spot | null = null;
  map.on('mousedown', (event) => {
    from = event.point;
  });
  map.on('mousemove', (event) => {
    if (from === null) return;
    frame.style.display = 'block';
    frame.style.left = `${Math.min(from.x, event.point.x)}px`;
    frame.style.top = `${Math.min(from.y, event.point.y)}px`;
    frame.style.width = `${Math.abs(event.point.x - from.x)}px`;
    frame.style.height = `${Math.abs(event.point.y - from.y)}px`;
  });
  map.on('mouseup', (event) => {
    const start = from;
    from = null;
    frame.style.display = 'none';
    if (start === null) return;
    const moved = Math.hypot(event.point.x - start.x, event.point.y - start.y);
    if (moved > clickPixels) ended(start, event.point);
    else clicked(event);
  });
}
