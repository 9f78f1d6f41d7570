// The time machine on the wall: at random moments every figure and case that is shown is the one that the city
// answers for that position, and the way back to the present leaves nothing out.
//   npm run past [-- --url URL] [--moments N] [--seed N] [--json FILE]
import { launch } from '../browser.mjs';
import { chanceOf } from '../chance.mjs';
import { City } from '../journey/city.mjs';
import { finish, readOptions } from '../options.mjs';
import { freePort, startSilo } from '../silo.mjs';

const waitMilliseconds = 60_000;
const leastFacts = 300;
const lifeMilliseconds = 10_000;
const fewestPositions = 3;
const boardFigures = ['open', 'overdue', 'reported', 'unassigned', 'awaiting', 'handling', 'checking', 'closed'];

const options = readOptions({
  moments: { type: 'string', default: '20' }, seed: { type: 'string', default: '20261122' },
});
const port = Number(options.port ?? await freePort());
const silo = options.url ? null : await startSilo({ port, city: 'small' });
const url = options.url ?? silo.url;
const browser = await launch();
const failures = [];
const figures = { seed: Number(options.seed), moments: 0, positions: 0, compared: 0, cases: 0 };

try {
  await walk(await City.at(url), await browser.newPage({ viewport: { width: 1920, height: 1080 } }));
} catch (failure) {
  failures.push(failure.message.split('\n')[0]);
} finally {
  await browser.close();
  await silo?.stop();
}

finish('past', figures, failures, options.json);

async function walk(city, page) {
  page.on('pageerror', (fault) => failures.push(`the page threw ${fault.message}`));
  await page.goto(url);
  await page.waitForSelector('[data-connection="live"]', { timeout: waitMilliseconds });
  await page.waitForFunction(
    (least) => Number(document.querySelector('[data-role="position"]')?.dataset.position) >= least,
    leastFacts, { timeout: waitMilliseconds },
  );
  await page.waitForTimeout(lifeMilliseconds);
  await page.click('[data-action="past-open"]');
  await page.waitForSelector('[data-panel="past"][data-state="ready"]', { timeout: waitMilliseconds });
  const { low, high } = await page.$eval('[data-action="past-move"]', ({ min, max }) => ({ low: +min, high: +max }));
  const root = (await city.get('/city')).rootId;
  const positions = new Set();
  const next = chanceOf(figures.seed);
  for (let at = 0; at < Number(options.moments); at++) {
    const position = await moveTo(page, low + Math.floor(next() * (high - low)));
    positions.add(position);
    const then = await city.get(`/past?position=${position}`);
    await compare(page, then, root, position);
    figures.moments++;
  }

  await besideEachOther(page, city, low + Math.floor((high - low) * 0.9), low + Math.floor((high - low) * 0.6));
  figures.positions = positions.size;
  if (positions.size < fewestPositions) failures.push(`only ${positions.size} positions in ${figures.moments} moments`);
  await page.click('[data-action="past-close"]');
  await backToLive(city, page, root);
}

// The page asks for a moment; which position that was, it says itself.
async function moveTo(page, milliseconds) {
  const asked = await page.$eval('[data-action="past-move"]', (slider, value) => {
    slider.value = String(value);
    slider.dispatchEvent(new Event('change', { bubbles: true }));
    return document.querySelector('[data-panel="past"]').dataset.state;
  }, milliseconds);
  if (asked !== 'ready') throw new Error(`The time machine was ${asked} before it was moved.`);
  await page.waitForFunction(
    (value) => {
      const panel = document.querySelector('[data-panel="past"]');
      return panel.dataset.state === 'ready' && Math.abs(Number(panel.dataset.at) - value) < 1_000;
    }, milliseconds, { timeout: waitMilliseconds },
  );
  return Number(await page.getAttribute('[data-panel="past"]', 'data-position'));
}

async function compare(page, then, root, position) {
  const board = then.find((frame) => frame.area === root).board;
  const shown = await page.$$eval('.figure', (all) => all.map(({ dataset }) => ({ ...dataset })));
  for (const figure of boardFigures) {
    for (const one of shown.filter((each) => each.figure === figure && each.area === root)) {
      figures.compared++;
      if (Number(one.value) !== board[figure]) {
        failures.push(`at ${position} ${figure} shows ${one.value}, the city says ${board[figure]}`);
      }
    }
  }

  const listed = await page.$$eval('#cases-in-view [data-target]', (all) => all.map(({ dataset }) => dataset.target));
  const open = new Set(then.flatMap((frame) => frame.cases.map((mark) => mark.caseId)));
  figures.cases += listed.length;
  const strange = listed.filter((caseId) => !open.has(caseId));
  if (strange.length > 0) failures.push(`at ${position} the map shows ${strange[0]}, which was not open then`);
}

// Two moments on one ground: left of the line stand the cases of the pinned one.
async function besideEachOther(page, city, one, other) {
  const position = await moveTo(page, one);
  await page.click('[data-action="past-pin"]');
  await moveTo(page, other);
  await page.waitForFunction(
    () => Number(document.querySelector('[data-role="curtain"]')?.dataset.cases) > 0, null,
    { timeout: waitMilliseconds },
  );
  const open = (await city.get(`/past?position=${position}`)).flatMap((frame) => frame.cases).length;
  figures.beside = Number(await page.getAttribute('[data-role="curtain"]', 'data-cases'));
  if (figures.beside > open) failures.push(`the pinned map shows ${figures.beside} cases, ${open} were open`);
  await page.focus('[data-action="past-curtain"]');
  await page.keyboard.press('Home');
  const share = await page.$eval('[data-role="curtain"]', (curtain) => curtain.style.getPropertyValue('--share'));
  if (share !== '0%') failures.push(`the line on the map stands at ${share} after Home`);
  await page.click('[data-action="past-pin"]');
}

// The figure on the wall is that of the live board again, and follows it.
async function backToLive(city, page, root) {
  const { board } = await city.get(`/areas/${root}/board`);
  await page.waitForFunction(
    ({ area, least }) => {
      const figure = document.querySelector(`.figure[data-figure="reported"][data-area="${area}"]`);
      return Number(figure?.dataset.position) >= least;
    }, { area: root, least: board.position }, { timeout: waitMilliseconds },
  );
  const text = await page.getAttribute('[data-role="connection"]', 'data-connection');
  if (text !== 'live') failures.push(`the page is ${text} after the time machine`);
}
