/** Where the camera stands for each level; angles in degrees. Fill above 1 lets the sides run under the panels. */
export const cameraDefaults = {
  City: { pitch: 58, bearing: -24, fill: 1.3, mostZoom: 15.2 },
  District: { pitch: 58, bearing: -24, fill: 1.2, mostZoom: 15.4 },
  Street: { pitch: 60, bearing: -28, fill: 1, mostZoom: 15.8 },
  Community: { pitch: 62, bearing: -32, fill: 0.92, mostZoom: 16.6 },
  Grid: { pitch: 60, bearing: -32, fill: 0.8, mostZoom: 17.4 },
  place: { zoom: 16.8, pitch: 60, bearing: -32 },
  fieldOfViewDegrees: 36.869_897_645_844_02,
  flightMilliseconds: 1_400,
} as const;

export type CameraLevel = 'City' | 'District' | 'Street' | 'Community' | 'Grid';

export interface Insets {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

export interface FitQuestion {
  /** What must be seen: boxes of west, south, east, north. */
  boxes: readonly (readonly number[])[];
  level: CameraLevel;
  width: number;
  height: number;
  insets: Insets;
}

export interface Camera {
  center: [number, number];
  zoom: number;
  pitch: number;
  bearing: number;
}

const tilePixels = 512;
const radians = Math.PI / 180;

/** The camera that shows a box whole in the free part of the screen, seen at a slant. */
export function fit({ boxes, level, width, height, insets }: FitQuestion): Camera {
  const { pitch, bearing, fill, mostZoom } = cameraDefaults[level];
  const corners = boxes.flatMap(cornersOf);
  const free = {
    width: Math.max(1, width - insets.left - insets.right) * fill,
    height: Math.max(1, height - insets.top - insets.bottom) * Math.min(1, fill),
  };
  const distance = height / 2 / Math.tan((cameraDefaults.fieldOfViewDegrees / 2) * radians);
  const lens: Lens = { distance, pitch: pitch * radians, bearing: bearing * radians };

  let low = 6;
  let high: number = mostZoom;
  for (let step = 0; step < 30; step++) {
    const zoom = (low + high) / 2;
    const { extent } = centred(corners, zoom, lens);
    if (extent.width <= free.width && extent.height <= free.height) low = zoom;
    else high = zoom;
  }

  return { center: lngLat(centred(corners, low, lens).centre), zoom: low, pitch, bearing };
}

function cornersOf([west = 0, south = 0, east = 0, north = 0]: readonly number[]): Pair[] {
  return [world(west, south), world(west, north), world(east, north), world(east, south)];
}

interface Lens {
  distance: number;
  pitch: number;
  bearing: number;
}

type Pair = [number, number];

interface Extent {
  width: number;
  height: number;
}

// Moves the centre until the picture of the corners is centred too: the slant pulls it down.
function centred(corners: Pair[], zoom: number, lens: Lens): { centre: Pair; extent: Extent } {
  const scale = tilePixels * 2 ** zoom;
  let centre: Pair = [mean(corners.map(([x]) => x)), mean(corners.map(([, y]) => y))];
  const beyond: Extent = { width: Infinity, height: Infinity };
  let extent = beyond;
  for (let step = 0; step < 12; step++) {
    const seen = corners.map((corner) => project(corner, centre, scale, lens));
    if (seen.some((point) => point === null)) return { centre, extent: beyond };
    const points = seen as Pair[];
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    extent = { width: right - left, height: bottom - top };
    centre = moved(centre, (left + right) / 2, (top + bottom) / 2, scale, lens);
  }

  return { centre, extent };
}

function project([x, y]: Pair, [cx, cy]: Pair, scale: number, lens: Lens): Pair | null {
  const [dx, dy] = [(x - cx) * scale, (y - cy) * scale];
  const across = dx * Math.cos(lens.bearing) + dy * Math.sin(lens.bearing);
  const along = -dx * Math.sin(lens.bearing) + dy * Math.cos(lens.bearing);
  const depth = lens.distance - along * Math.sin(lens.pitch);
  if (depth < lens.distance * 0.1) return null;
  return [(across * lens.distance) / depth, (along * Math.cos(lens.pitch) * lens.distance) / depth];
}

function moved([cx, cy]: Pair, screenX: number, screenY: number, scale: number, lens: Lens): Pair {
  const across = screenX * 0.8;
  const along = (screenY / Math.cos(lens.pitch)) * 0.8;
  const dx = across * Math.cos(lens.bearing) - along * Math.sin(lens.bearing);
  const dy = across * Math.sin(lens.bearing) + along * Math.cos(lens.bearing);
  return [cx + dx / scale, cy + dy / scale];
}

function mean(values: number[]): number {
  return (Math.min(...values) + Math.max(...values)) / 2;
}

/** Longitude and latitude to the unit square of the Mercator world. */
export function world(lng: number, lat: number): Pair {
  const sine = Math.sin(lat * radians);
  return [lng / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

function lngLat([x, y]: Pair): Pair {
  return [(x - 0.5) * 360, (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI))) / radians];
}
