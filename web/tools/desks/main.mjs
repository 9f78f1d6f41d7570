// Desks, by what is written on them: cases go round the loop to Closed, a storm is dispatched at once, two offices
// step down, alerts of devices are seen to, and a department that is silent climbs alone, on a server of its own whose
// clock jumps.
//   npm run desks [-- --url URL] [--locales zh,en] [--pictures FOLDER] [--json FILE]
import { launch } from '../browser.mjs';
import { finish, readOptions } from '../options.mjs';
import { freePort, startSilo } from '../silo.mjs';
import { alertsAtDesks } from './alerts.mjs';
import { DeskCity } from './city.mjs';
import { twoOffices } from './command.mjs';
import { Round } from './round.mjs';
import { SilentDepartment, rungs } from './silent.mjs';
import { storm, stormCases } from './storm.mjs';
import { en, zh } from './words.mjs';

const options = readOptions({ locales: { type: 'string', default: 'zh,en' }, pictures: { type: 'string' } });
const languages = [zh, en].filter((words) => options.locales.split(',').includes(words.name));
const silo = options.url
  ? null : await startSilo({ port: Number(options.port ?? await freePort()), city: 'small', traffic: 'off' });
const browser = await launch();
const failures = [];
const figures = {
  closed: 0, stormCases: 0, interactionsMost: 0, refusedNamed: 0, twoOffices: 0, alerts: 0, rungsSeen: 0,
};

try {
  const city = await DeskCity.at(options.url ?? silo.url);
  for (const words of languages) await roundTheLoop(city, words);
  for (const words of languages) await inAStorm(city, words);
  for (const words of languages) await inCommand(city, words);
  for (const [nth, words] of languages.entries()) await alerts(city, words, nth);
  await oneIsSilent();
} catch (failure) {
  failures.push(failure.message.split('\n').slice(0, 3).join(' '));
} finally {
  await browser.close();
  await silo?.stop();
}

finish('desks', figures, failures, options.json);

async function roundTheLoop(city, words) {
  const grids = await city.grids();
  const round = new Round(browser, city, words, (name, work) => step(`${words.name}-${name}`, work));
  const ids = [
    await round.dispatcherAndDepartment(grids[0]), await round.community(grids[0]), await round.mediator(grids[0]),
  ];
  // A place of its own for each language: the same matter twice would be merged.
  await round.whistle(grids[languages.indexOf(words) % grids.length]);
  for (const id of ids) {
    const stage = await city.stageOf(id);
    if (stage === 'Closed') figures.closed++;
    else failures.push(`${words.name}: case ${id} is ${stage}, expected Closed`);
  }

  failures.push(...round.faults);
}

async function inAStorm(city, words) {
  const grids = await city.grids();
  await step(`${words.name}-storm`, async () => {
    const { interactions, refusedNamed, faults } = await storm(browser, city, words, grids);
    figures.stormCases += stormCases;
    figures.interactionsMost = Math.max(figures.interactionsMost, interactions);
    figures.refusedNamed += refusedNamed;
    failures.push(...faults.map((fault) => `${words.name}: ${fault}`));
  });
}

async function inCommand(city, words) {
  await step(`${words.name}-command`, async () => {
    const faults = await twoOffices(browser, city.url, words);
    figures.twoOffices++;
    failures.push(...faults.map((fault) => `${words.name}: ${fault}`));
  });
}

async function alerts(city, words, nth) {
  await step(`${words.name}-alerts`, async () => {
    const faults = await alertsAtDesks(browser, city.url, words, nth);
    figures.alerts++;
    failures.push(...faults.map((fault) => `${words.name}: ${fault}`));
  });
}

/** Each rung of the silent department, seen in each language before the clock goes on. */
async function oneIsSilent() {
  const scene = await SilentDepartment.begin(browser, options.pictures ?? null);
  const lookAt = async (level) => {
    for (const words of languages) await step(`${words.name}-silent-${level}`, () => scene.look(words, level));
  };
  try {
    await step('silent-owe', () => scene.owe());
    await lookAt(0);
    for (const rung of rungs) {
      await step(`silent-climb-${rung.level}`, () => scene.climb(rung));
      await lookAt(rung.level);
      for (const words of languages) {
        await step(`${words.name}-owes-${rung.level}`, () => scene.lookAtItsDesk(words, rung.level));
      }

      figures.rungsSeen++;
    }

    failures.push(...scene.faults);
  } finally {
    await scene.end();
  }
}

async function step(name, work) {
  const from = performance.now();
  try {
    await work();
  } catch (failure) {
    throw new Error(`${name}: ${failure.message}`, { cause: failure });
  } finally {
    figures[name] = Math.round(performance.now() - from);
  }
}
