// Every figure on the cockpit, at each level and in each window, is what `twin verify` counts at its data-position.
//   npm run figures [-- --url URL] [--facts N] [--json FILE]
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from '../browser.mjs';
import { City } from '../journey/city.mjs';
import { finish, readOptions } from '../options.mjs';
import { freePort, startSilo } from '../silo.mjs';
import { twin } from '../twin.mjs';
import { FigurePage, windows } from './figurePage.mjs';

/** What metrics.csv wants at city level, counted on the screen. */
const leastAtCity = 60;

const options = readOptions({ facts: { type: 'string', default: '500' } });
const folder = mkdtempSync(join(tmpdir(), 'twin-figures-'));
const browser = await launch();
const failures = [];
const figures = { read: 0, atCity: 0, notConnected: 0 };
let silo = null;

try {
  silo = options.url ? null : await livedIn();
  const url = options.url ?? silo.url;
  await compare(url, await readAll(url));
} catch (failure) {
  failures.push(failure.message.split('\n').slice(0, 3).join(' '));
} finally {
  await browser.close();
  await silo?.stop();
  rmSync(folder, { recursive: true, force: true });
}

finish('figures', figures, failures, options.json);

/** A city with a past and without traffic: boards on their way up would be behind their position. */
async function livedIn() {
  const port = Number(options.port ?? await freePort());
  const busy = await startSilo({ port, city: 'small', traffic: 'on' });
  await reach(busy.url, Number(options.facts));
  await busy.stop({ keep: true });
  return startSilo({ port, city: 'small', traffic: 'off', data: busy.folder });
}

async function reach(url, facts) {
  for (const until = Date.now() + 180_000; Date.now() < until;) {
    const { position } = await (await fetch(`${url}/health/ready`)).json();
    if (position >= facts) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }

  throw new Error(`The city did not come to ${facts} facts within three minutes.`);
}

async function readAll(url) {
  const city = await City.at(url);
  const areas = await city.get('/areas');
  const path = await city.pathOf(areas.find((area) => area.level === 'Grid').id);
  const page = await FigurePage.open(browser, url);
  const read = [];
  for (const area of path) {
    await page.lookAt(area);
    read.push(...await page.read());
    for (const window of windows) {
      const { shown, wanted, absent } = await page.readBoard(area, window);
      read.push(...shown);
      const there = new Set(shown.map((one) => one.figure));
      // What the screen measures has no position.
      const lacking = wanted.filter((one) => !absent.includes(one) && !there.has(one) && !one.startsWith('M38'));
      if (lacking.length > 0) failures.push(`${area.level} ${window}: the board lacks ${lacking.join(' ')}`);
      if (area.level !== 'City') continue;
      figures.atCity = wanted.filter((one) => there.has(one)).length;
      figures.notConnected = absent.length;
    }
  }

  if (figures.atCity < leastAtCity) failures.push(`${figures.atCity} figures at city level, expected ${leastAtCity}`);
  failures.push(...page.faults);
  figures.read = read.length;
  return read;
}

async function compare(url, read) {
  const file = join(folder, 'page.json');
  writeFileSync(file, JSON.stringify(read));
  const said = await twin('verify', '--url', url, '--page', file);
  Object.assign(figures, { page: said.page, pageEqual: said.pageEqual, pageElsewhere: said.pageElsewhere });
  if (said.page !== said.pageEqual) failures.push(`${said.pageEqual} of ${said.page} figures are equal`);

  // A comparison that finds nothing wrong must find one that is.
  const one = read.find(({ figure }) => figure === 'M03');
  writeFileSync(file, JSON.stringify([{ ...one, value: one.value + 1 }]));
  if (await passes('verify', '--url', url, '--page', file)) failures.push('a changed figure of the page was not found');
  const { area } = one;
  if (await passes('verify', '--url', url, '--inject', `${area}/M03=+1`)) {
    failures.push('an injected figure of a sheet was not found');
  }
}

async function passes(...command) {
  try {
    await twin(...command);
    return true;
  } catch {
    return false;
  }
}
