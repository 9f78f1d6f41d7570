// What people do with the pages, in a real browser against a real city: three clicks from the city to a doorstep, a
// case from its report to its end, 30 s without a network, both languages, walls of all shapes, keys alone,
// and whatever comes last, the city is drawn.
//   npm run walk [-- --only order,doorstep,close,offline,language,wall,keyboard] [--pictures FOLDER] [--json FILE]
import { mkdirSync } from 'node:fs';
import { launch } from '../browser.mjs';
import { City } from '../journey/city.mjs';
import { finish, readOptions } from '../options.mjs';
import { seedBusy } from '../shots/seed.mjs';
import { freePort, startSilo } from '../silo.mjs';
import { close } from './close.mjs';
import { doorstep } from './doorstep.mjs';
import { keyboard } from './keyboard.mjs';
import { language } from './language.mjs';
import { offline } from './offline.mjs';
import { order } from './order.mjs';
import { wall } from './wall.mjs';

/** The first needs a city in which nothing has happened; the others one with something to see. */
const inOneCity = { close, order, doorstep, language, keyboard, wall };
const seededReports = 90;

const options = readOptions({
  only: { type: 'string', default: [...Object.keys(inOneCity), 'offline'].join() }, pictures: { type: 'string' },
});
const wanted = options.only.split(',');
const failures = [];
const figures = {};
const started = performance.now();
if (options.pictures) mkdirSync(options.pictures, { recursive: true });
const browser = await launch();

try {
  // Half a minute without a network is mostly waiting: it has a city of its own beside the others.
  await Promise.all([onePart('offline', offline, { browser }), others()]);
} finally {
  await browser.close();
}

figures.seconds = Math.round((performance.now() - started) / 1_000);
finish('walk', figures, failures, options.json);

async function others() {
  const parts = Object.entries(inOneCity).filter(([name]) => wanted.includes(name));
  if (parts.length === 0) return;
  const silo = await startSilo({ port: await freePort(), city: 'small', traffic: 'off' });
  try {
    const scene = { browser, url: silo.url, city: await City.at(silo.url) };
    for (const [name, part] of parts) {
      if (name !== 'close' && !scene.seeded) scene.seeded = await seedBusy(silo.url, seededReports).then(() => true);
      await onePart(name, part, scene);
    }
  } finally {
    await silo.stop();
  }
}

/** A part counts what it has looked at under its own name, and says what is wrong. */
async function onePart(name, part, scene) {
  if (!wanted.includes(name)) return;
  const from = performance.now();
  const count = (what, more = 1) => {
    figures[`${name}-${what}`] = (figures[`${name}-${what}`] ?? 0) + more;
  };
  const fail = (text) => failures.push(`${name}: ${text}`);
  // The layout is looked at, not the map: without a GPU its pixels cost most of the time. A picture has them all.
  const pixels = (few) => (options.pictures ? 1 : few);
  const picture = async (page, title) => {
    if (options.pictures) await page.screenshot({ path: `${options.pictures}/${name}-${title}.png` });
  };
  try {
    await part({ ...scene, count, fail, picture, pixels, pictured: options.pictures !== undefined });
  } catch (failure) {
    fail(failure.message.split('\n').slice(0, 4).join(' '));
  }

  figures[`${name}-seconds`] = Math.round((performance.now() - from) / 1_000);
}
