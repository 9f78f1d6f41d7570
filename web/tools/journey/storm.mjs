// A storm drill with a cockpit open: the screen goes on living, and ends with the server's own figures.
//   npm run storm [-- --minutes 5] [--factor 50] [--json FILE]
import { launch } from '../browser.mjs';
import { finish, readOptions } from '../options.mjs';
import { freePort, startSilo } from '../silo.mjs';
import { twin } from '../twin.mjs';
import { City } from './city.mjs';
import { Screens } from './screens.mjs';

const lookEveryMilliseconds = 2_000;
const stillAtMostMilliseconds = 6_000;

const options = readOptions({
  minutes: { type: 'string', default: '5' }, factor: { type: 'string', default: '50' },
});
const silo = await startSilo({ port: Number(options.port ?? await freePort()), city: 'small', traffic: 'on' });
const browser = await launch();
const failures = [];
const figures = {};

try {
  await storm(await City.at(silo.url), await Screens.open(browser, silo.url));
} catch (failure) {
  failures.push(failure.message.split('\n')[0]);
} finally {
  await browser.close();
  await silo.stop();
}

finish('storm', figures, failures, options.json);

async function storm(city, screens) {
  const root = (await city.get('/areas')).find((area) => area.level === 'City');
  const watched = { looks: 0, notLive: 0, longestStillMilliseconds: 0 };
  let over = false;
  const watching = watch(screens, root.id, watched, () => over);
  const drill = await twin('drill', 'storm', '--url', silo.url, '--minutes', options.minutes,
    '--factor', options.factor).finally(() => { over = true; });
  await watching;
  Object.assign(figures, drill, watched);
  if (Number(drill.missing) !== 0) failures.push(`${drill.missing} acknowledged reports are missing, expected 0`);
  if (watched.notLive > 0) failures.push(`the cockpit was not live in ${watched.notLive} of ${watched.looks} looks`);
  if (watched.longestStillMilliseconds > stillAtMostMilliseconds) {
    failures.push(`the cockpit stood still for ${watched.longestStillMilliseconds} ms`);
  }

  const { board } = await city.get(`/areas/${root.id}/board`);
  await screens.figureAtLeast('reported', root.id, board.reported);
  figures.boardReported = board.reported;
  failures.push(...screens.faults);
}

// Looks at the screen now and then: is it live, and does it move?
async function watch(screens, root, watched, isOver) {
  let [position, since] = [-1, performance.now()];
  while (!isOver()) {
    const seen = await screens.pulseOfCity(root);
    const now = performance.now();
    watched.looks += 1;
    if (!seen.live) watched.notLive += 1;
    if (seen.position !== position) [position, since] = [seen.position, now];
    watched.longestStillMilliseconds = Math.max(watched.longestStillMilliseconds, Math.round(now - since));
    await new Promise((resolve) => { setTimeout(resolve, lookEveryMilliseconds); });
  }
}
