// Two phones and a wall, one case: a report by `twin report` pulses on the cockpit, becomes a task on a phone, is
// accepted, handled and checked there, and the boards of all levels follow; each step within a second.
//   npm run journey [-- --url URL] [--within MILLISECONDS] [--json FILE]
import { randomUUID } from 'node:crypto';
import { launch } from '../browser.mjs';
import { finish, readOptions } from '../options.mjs';
import { freePort, startSilo } from '../silo.mjs';
import { twin } from '../twin.mjs';
import { City } from './city.mjs';
import { Screens } from './screens.mjs';

const options = readOptions({ within: { type: 'string', default: '1000' } });
const withinMilliseconds = Number(options.within);
const port = Number(options.port ?? await freePort());
const silo = options.url ? null : await startSilo({ port, city: 'small', traffic: 'off' });
const url = options.url ?? silo.url;
const browser = await launch();
const failures = [];
const steps = {};

try {
  await journey(await City.at(url), await Screens.open(browser, url));
} catch (failure) {
  failures.push(failure.message.split('\n')[0]);
} finally {
  await browser.close();
  await silo?.stop();
}

finish('journey', steps, failures, options.json);

async function journey(city, screens) {
  const { grid, seats } = await city.quietSeats();
  const path = await city.pathOf(grid.id);
  const handler = await screens.phone('worker-1', seats[0], grid.parent);
  const checker = await screens.phone('worker-2', seats[1], grid.parent);
  const before = await city.openCounts(path);
  await screens.rest();
  const { lng, lat } = grid.centre;

  // The clock starts when `twin` has its answer: starting a process is not a step on the screen.
  const drill = `journey-${randomUUID().slice(0, 8)}`;
  const { caseId } = await twin('report', '--url', url, '--class', 'E0102', '--lng', lng, '--lat', lat,
    '--text', '路边有暴露垃圾', '--drill', drill);
  await step('pulse', () =>
    Promise.all([screens.pulse(caseId), screens.task(handler, caseId, 'accept')]));
  await boards(screens, path, before, 1);

  await step('accepted', async () => {
    await screens.act(handler, caseId, 'accept');
    await Promise.all([screens.stage(caseId, 'Handling'), screens.task(handler, caseId, 'arrive')]);
  });
  await step('arrived', async () => {
    await screens.act(handler, caseId, 'arrive');
    await screens.task(handler, caseId, 'handle');
  });
  await step('handled', async () => {
    await screens.act(handler, caseId, 'handle', '已清运干净');
    await Promise.all([screens.stage(caseId, 'Checking'), screens.task(checker, caseId, 'accept')]);
  });
  await step('check-accepted', async () => {
    await screens.act(checker, caseId, 'accept');
    await screens.task(checker, caseId, 'pass');
  });
  await step('closed', async () => {
    await screens.act(checker, caseId, 'pass', '现场整洁');
    await Promise.all([screens.stage(caseId, 'Closed'), screens.noTask(checker, caseId)]);
  });
  await boards(screens, path, before, 0);

  const view = await city.openCase(caseId);
  if (view.stage !== 'Closed') failures.push(`the case is ${view.stage}, expected Closed`);
  failures.push(...screens.faults);
  steps.facts = view.steps.length;
}

// Every level in turn: the cockpit drills down, and each board shows what the report has changed.
async function boards(screens, path, before, more) {
  for (const area of path) {
    await screens.lookAt(area);
    const name = `board-${area.level.toLowerCase()}-${more}`;
    await step(name, () => screens.figureIs('open', area.id, before[area.id] + more));
  }

  await screens.lookAt(path[0]);
  await screens.rest();
}

async function step(name, seen) {
  const from = performance.now();
  await seen();
  const took = Math.round(performance.now() - from);
  steps[name] = took;
  if (took > withinMilliseconds) failures.push(`${name} took ${took} ms, expected at most ${withinMilliseconds}`);
}
