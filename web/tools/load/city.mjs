// The city that is loaded: a demo city, New York as it is imported, or a folder that was imported before.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { City } from '../journey/city.mjs';
import { sendLines } from '../send.mjs';
import { freePort, startSilo } from '../silo.mjs';
import { twin } from '../twin.mjs';
import { lngLat } from './truth.mjs';

const newYork = fileURLToPath(new URL('../../../../shared/data/nyc-buildings/', import.meta.url));

/** Starts a server of the city that nothing moves; `stop()` ends it and takes its folders away. */
export async function openCity(name, port) {
  const folder = name === 'nyc' ? await importNewYork() : null;
  const silo = await startSilo({ port: Number(port ?? await freePort()), city: folder ?? name, traffic: 'off' });
  return {
    url: silo.url,
    stop: async () => {
      await silo.stop();
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One report for each building, through the public door: cases that the map shows. */
export async function reportAt(url, buildings) {
  const city = await City.at(url);
  const classes = await city.get('/classes');
  const lines = buildings.map((building, at) => ({
    key: randomUUID(), report: { class: classes[at % classes.length].code, ...lngLat(building) },
  }));
  for (let at = 0; at < lines.length; at += 500) {
    const answers = await sendLines(`${url}/api/v1/reports:batch`, {}, lines.slice(at, at + 500));
    const refused = answers.find(({ status }) => status >= 300);
    if (refused) throw new Error(`The reports were refused: ${JSON.stringify(refused)}`);
  }
}

/** Those in a grid that the screen watches: in a city of many grids it does not hear of all. */
export async function heardOf(url, buildings, topics) {
  const areas = await (await City.at(url)).get('/areas');
  const boxes = areas.filter(({ id, level }) => level === 'Grid' && topics.includes(id)).map(({ box }) => box);
  return buildings.filter((building) => {
    const { lng, lat } = lngLat(building);
    return boxes.some(([west, south, east, north]) => lng > west && lng < east && lat > south && lat < north);
  });
}

/** Of each area the one above it. */
export async function parentsOf(url) {
  const areas = await (await City.at(url)).get('/areas');
  return Object.fromEntries(areas.filter(({ parent }) => parent != null).map(({ id, parent }) => [id, parent]));
}

async function importNewYork() {
  const files = ['buildings.geojson.gz', 'addresses.csv.gz'].map((file) => join(newYork, file));
  const missing = files.find((file) => !existsSync(file));
  if (missing !== undefined) throw new Error(`Found no ${missing}; expected the shared data, or --city DIR.`);
  const folder = mkdtempSync(join(tmpdir(), 'twin-nyc-'));
  await twin('import', '--buildings', files[0], '--addresses', files[1], '--grids', 'squares:500m', '--data', folder,
    '--zone', 'America/New_York');
  return folder;
}
