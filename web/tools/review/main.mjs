// A meeting holds each kind of review: figures and rows are those of the server, an outcome becomes one case, the same
// address opens the same page, and the print has whole pages of paper.
//   npm run review [-- --url URL] [--locales zh,en] [--out FOLDER] [--json FILE]
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch } from '../browser.mjs';
import { finish, readOptions } from '../options.mjs';
import { json, signIn } from '../shots/seed.mjs';
import { freePort, startSilo } from '../silo.mjs';
import { seedWeeks } from './seed.mjs';

const options = readOptions({
  locales: { type: 'string', default: 'zh,en' }, out: { type: 'string' },
});
const out = options.out ?? fileURLToPath(new URL('../../shots/', import.meta.url));
mkdirSync(out, { recursive: true });
const silo = options.url ? null
  : await startSilo({ port: Number(options.port ?? await freePort()), city: 'small', traffic: 'off' });
const url = options.url ?? silo.url;
const browser = await launch();
const failures = [];
const figures = { cases: 0, pages: 0, figures: 0, equal: 0, unusual: 0, printed: 0, outcomes: 0 };
const ready = '[data-role="review"][data-state="ready"]';

try {
  figures.cases = (await seedWeeks(url)).cases;
  for (const locale of options.locales.split(',')) await hold(locale);
} catch (failure) {
  failures.push(failure.stack ?? failure.message);
} finally {
  await browser.close();
  await silo?.stop();
}

finish('review', figures, failures, options.json);

async function hold(locale) {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => failures.push(`${locale}: ${error.message}`));
  for (const kind of ['day', 'week', 'month']) {
    await page.goto(`${url}/review?kind=${kind}`);
    await page.waitForSelector(ready);
    if (locale === 'en' && kind === 'day') await page.click('[data-action="set-locale"]');
    await compare(page, `${kind} ${locale}`);
    await page.screenshot({ path: `${out}/review-1920x1080-${kind}-${locale}.png`, fullPage: true });
    const paper = await page.pdf({ path: `${out}/review-${kind}-${locale}.pdf`, preferCSSPageSize: true });
    figures.printed += paper.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
    figures.pages++;
  }

  if (locale === 'zh') await decide(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: `${out}/review-390x844-month-${locale}.png`, fullPage: true });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > 390) failures.push(`month ${locale}: on a phone of 390 pixels the page is ${wide} wide`);
  await context.close();
}

/** What the page shows is what the server says of its address; and the address opens it again. */
async function compare(page, where) {
  const asked = new URL(page.url()).searchParams;
  if (!asked.get('position')) failures.push(`${where}: the address names no position: ${page.url()}`);
  const headers = await signIn(url, 'cockpit');
  const path = `${url}/api/v1/areas/${asked.get('area')}/reviews/${asked.get('kind')}`;
  const told = await json(`${path}?date=${asked.get('date')}&position=${asked.get('position')}`, { headers });
  const expected = new Map([...told.figures, ...told.unusual, ...told.repeats, ...told.stages]
    .map((one) => [one.figure, one.value ?? one.count ?? null]));
  const shown = await page.locator('[data-figure]').evaluateAll((all) => all.map(({ dataset }) => ({
    figure: dataset.figure, value: dataset.value === '' ? null : Number(dataset.value), position: dataset.position,
  })));
  figures.unusual += told.unusual.length;
  for (const one of shown) {
    figures.figures++;
    if (one.position === asked.get('position') && expected.get(one.figure) === one.value) figures.equal++;
    else failures.push(`${where}: ${one.figure} shows ${one.value}, the server says ${expected.get(one.figure)}`);
  }

  for (const code of expected.keys()) {
    if (!shown.some((one) => one.figure === code)) failures.push(`${where}: ${code} is not shown`);
  }

  const first = told.figures.find((one) => one.figure === 'open');
  const rows = await json(
    `${path}/cases?date=${asked.get('date')}&position=${asked.get('position')}&figure=open`, { headers });
  if (rows.total !== first.n) failures.push(`${where}: ${first.n} open, ${rows.total} behind it`);
  await page.click('[data-panel="figures"] [data-action="explain-review"][data-target="open"]');
  await page.waitForSelector('dialog[open] [data-case]');
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog[open]', { state: 'detached' });
  const before = await page.locator('main').innerText();
  await page.reload();
  await page.waitForSelector(ready);
  await page.waitForSelector('[data-panel="outcomes"] .soft');
  if (await page.locator('main').innerText() !== before) failures.push(`${where}: opened again it is another page`);
}

/** By keyboard alone. */
async function decide(page) {
  await page.keyboard.press('n');
  await page.keyboard.type('沿河路段每日巡查一次');
  await page.locator('select[required]').first().selectOption({ index: 2 });
  await page.locator('input[type="date"][required]').fill(
    new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10));
  await page.click('[data-action="send-outcome"]');
  await page.waitForSelector('[data-panel="outcomes"] [data-case]');
  figures.outcomes = await page.locator('[data-panel="outcomes"] [data-case]').count();
  if (figures.outcomes !== 1) failures.push(`decided once: ${figures.outcomes} outcomes`);
}
