// Which buildings the server says stand in the picture: read from its tiles, projected by our own pinhole camera.
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';

const zoom = 14;
const tilePixels = 512;
const fieldOfViewDegrees = 36.869_897_645_844_02;
const radians = Math.PI / 180;

/** Every building of the city with the centre of its box, in the unit square of the Mercator world. */
export async function buildingsOf(url, [west, south, east, north]) {
  const [from, to] = [world(west, north), world(east, south)].map(([x, y]) => [x, y].map(
    (part) => Math.floor(part * 2 ** zoom)));
  const tiles = [];
  for (let x = from[0]; x <= to[0]; x++) for (let y = from[1]; y <= to[1]; y++) tiles.push([x, y]);
  const found = new Map();
  for (const [x, y] of tiles) {
    const answer = await fetch(`${url}/tiles/${zoom}/${x}/${y}.mvt`);
    if (answer.status === 204) continue;
    const { layers } = new VectorTile(new PbfReader(new Uint8Array(await answer.arrayBuffer())));
    for (let at = 0; at < (layers.building?.length ?? 0); at++) {
      const feature = layers.building.feature(at);
      const [left, top, right, bottom] = feature.bbox();
      const part = (middle, tile) => (tile + middle / feature.extent) / 2 ** zoom;
      found.set(feature.id, { number: feature.id, x: part((left + right) / 2, x), y: part((top + bottom) / 2, y) });
    }
  }

  return [...found.values()];
}

/** Those whose centre lies in the picture, each with its place there in pixels. */
export function inPicture(buildings, camera) {
  const { width, height } = camera;
  const place = pinhole(camera);
  return buildings.map((building) => ({ ...building, ...place(building) }))
    .filter(({ left, top, depth }) => depth > 0 && left >= 0 && left <= width && top >= 0 && top <= height);
}

/** Longitude and latitude to the unit square of the Mercator world. */
export function world(lng, lat) {
  const sine = Math.sin(lat * radians);
  return [lng / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

/** The way back. */
export function lngLat({ x, y }) {
  return { lng: (x - 0.5) * 360, lat: Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) / radians };
}

function pinhole(camera) {
  const [centreX, centreY] = world(camera.lng, camera.lat);
  const [pitch, bearing] = [camera.pitch * radians, camera.bearing * radians];
  const scale = tilePixels * 2 ** camera.zoom;
  const distance = camera.height / 2 / Math.tan((fieldOfViewDegrees / 2) * radians);
  return ({ x, y }) => {
    const [dx, dy] = [(x - centreX) * scale, (y - centreY) * scale];
    const across = dx * Math.cos(bearing) + dy * Math.sin(bearing);
    const along = -dx * Math.sin(bearing) + dy * Math.cos(bearing);
    const depth = distance - along * Math.sin(pitch);
    return {
      depth,
      left: camera.at.x + (across * distance) / depth,
      top: camera.at.y + (along * Math.cos(pitch) * distance) / depth,
    };
  };
}
