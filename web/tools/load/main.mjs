// How soon the city stands on a screen without a graphics card, and what it costs from then on.
//   npm run load [-- --city zhuji|nyc|small|DIR] [--loads 5] [--pairs 50] [--gate] [--port N] [--json FILE]
import { execFileSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { finish, readOptions } from '../options.mjs';
import { measureChanges } from './changes.mjs';
import { heardOf, openCity, parentsOf, reportAt } from './city.mjs';
import { litBuildings } from './inPage.mjs';
import { memoryOf } from './processes.mjs';
import { Screen } from './screen.mjs';
import { series, spread } from './series.mjs';
import { measurePulses, measureStill } from './still.mjs';
import { buildingsOf, inPicture } from './truth.mjs';

/** What issue 5 promises; a gate on a crowded machine asks only what no load can spoil. */
const promises = {
  skeletonMilliseconds: 3_000, firstCityMilliseconds: 6_000, leastShare: 0.9, changeMilliseconds: 8, changeP95: 16,
  changeRatio: 12, memoryMiB: 600, stillFrames: 0, stillMillisecondsPerSecond: 10,
};
const gate = {
  ...promises, skeletonMilliseconds: 60_000, firstCityMilliseconds: 90_000, changeRatio: 60, memoryMiB: 1_200,
  stillMillisecondsPerSecond: 1_000,
};
const changedBuildings = 1_000;

const options = readOptions({
  city: { type: 'string' }, loads: { type: 'string' }, pairs: { type: 'string' }, gate: { type: 'boolean' },
});
const limits = options.gate ? gate : promises;
/** What loading leaves behind is collected by the browser itself when it has been idle for a while. */
const restMilliseconds = options.gate ? 0 : 30_000;
const name = options.city ?? (options.gate ? 'small' : 'zhuji');
const loads = Number(options.loads ?? (options.gate ? 1 : 5));
const pairs = Number(options.pairs ?? (options.gate ? 5 : 50));
const failures = [];
const figures = { city: name.split('/').at(-1) };

sayMachine();
try {
  const city = await openCity(name, options.port);
  try {
    await measure(city.url);
  } finally {
    await city.stop();
  }
} catch (failure) {
  failures.push(failure.message.split('\n')[0]);
}

finish('load', figures, failures, options.json);

async function measure(url) {
  const { box } = await (await fetch(`${url}/api/v1/city`)).json();
  const all = await buildingsOf(url, box);
  const watched = await Screen.open(url, { watched: true });
  try {
    const seen = await compareFirstCity(watched, all);
    const heard = await heardOf(url, seen, await watched.page.evaluate(() => [...window.twinLoad.topics.keys()]));
    await reportAt(url, everyFew(heard, changedBuildings * 1.25));
    await watched.page.waitForFunction((least) => window.twinLoad.marks() >= least,
      Math.min(heard.length, changedBuildings));
    const parents = await parentsOf(url);
    // Before anything is put into the server's mouth: the page would go on asking for what it was told of.
    await compareStill(watched);
    await compareChanges(watched, seen, parents);
    await comparePulses(watched, parents);
    failures.push(...watched.faults);
  } finally {
    await watched.close();
  }

  await loadAgain(url);
}

/** At the moment of the mark: is what the server says of the picture really drawn? */
async function compareFirstCity(screen, all) {
  await screen.marked('twin:first-city');
  const { drawn, camera } = await screen.page.evaluate(() => window.twinLoad.atFirstCity);
  const [wanted, there] = [inPicture(all, camera), new Set(drawn)];
  const share = wanted.filter(({ number }) => there.has(number)).length / Math.max(1, wanted.length);
  Object.assign(figures, { buildings: all.length, inView: wanted.length, drawnShare: share.toFixed(4) });
  must(`the share of the view's buildings drawn at the mark`, share, limits.leastShare, true);
  await screen.rest();
  return inPicture(all, await screen.page.evaluate(() => window.twinLoad.camera()));
}

async function compareChanges(screen, seen, parents) {
  await screen.rest();
  const lit = new Set(await screen.page.evaluate(litBuildings));
  const buildings = seen.map(({ number }) => number).filter((number) => lit.has(number)).slice(0, changedBuildings);
  const found = await measureChanges(screen, { buildings, parents, pairs });
  const above = series(found.above);
  console.log(`changes: ${found.buildings} buildings in ${found.frames} frames of ${found.bytes} bytes; script ms `
    + `${spread(found.changed, 1)}, unchanged ${spread(found.unchanged, 1)}, loop ${spread(found.loops, 2)}`);
  Object.assign(figures, {
    changed: found.buildings, pairs, disturbed: found.disturbed,
    changeMs: above.median.toFixed(2), changeP95Ms: above.p95.toFixed(2),
    unchangedMs: series(found.unchanged).median.toFixed(2), loopMs: series(found.loops).median.toFixed(3),
    changeRatio: found.ratio.toFixed(2),
  });
  const absolute = above.median <= limits.changeMilliseconds && above.p95 <= limits.changeP95;
  if (!absolute) must('the script of the changes beside the fixed loop', found.ratio, limits.changeRatio);
}

async function compareStill(screen) {
  const still = await measureStill(screen, restMilliseconds);
  const [frames, busiest] = [series(still.frames).median, series(still.busiest).median];
  console.log(`still: ${still.frames.join('+')} pictures of the map, busiest thread ${spread(still.busiest, 1)} ms/s`);
  Object.assign(figures, { stillFrames: frames, stillMsPerS: busiest.toFixed(1) });
  must('pictures of a still map', frames, limits.stillFrames);
  must('milliseconds per second of the busiest thread', busiest, limits.stillMillisecondsPerSecond);
}

async function comparePulses(screen, parents) {
  const [building] = await screen.page.evaluate(litBuildings);
  const pulses = await measurePulses(screen, { building, parents });
  console.log(`pulses: ${pulses.beats} paints, then ${pulses.paintsAfter}`);
  Object.assign(figures, { pulsePaints: pulses.beats, pulsePaintsAfter: pulses.paintsAfter });
  // A pulse paints sixteen times a second. Its ring goes, time changes what is due, the city cools: not once a second.
  must('paints after the pulses are over', pulses.paintsAfter, 5);
}

/** New browsers that nobody watches; the last one opens all panels. */
async function loadAgain(url) {
  const [skeletons, cities] = [[], []];
  let memory = null;
  for (let load = 0; load < loads; load++) {
    const screen = await Screen.open(url);
    try {
      const city = await screen.marked('twin:first-city');
      const skeleton = await screen.marked('twin:skeleton');
      skeletons.push(skeleton.at);
      cities.push(city.at);
      console.log(`load ${load + 1}: skeleton ${Math.round(skeleton.at)} ms, first city ${Math.round(city.at)} ms`);
      if (load === loads - 1) {
        await screen.openAllPanels();
        const processes = await screen.processes();
        const atOnce = memoryOf(processes);
        await screen.page.waitForTimeout(restMilliseconds);
        memory = { ...memoryOf(processes), atOnce: atOnce.both };
      }

      failures.push(...screen.faults);
    } finally {
      await screen.close();
    }
  }

  console.log(`skeleton ms ${spread(skeletons)}, first city ms ${spread(cities)}; renderer ${memory.renderer} MiB, `
    + `GPU ${memory.gpu} MiB, all processes ${memory.all} MiB`);
  Object.assign(figures, {
    loads, skeletonMs: Math.round(series(skeletons).median), firstCityMs: Math.round(series(cities).median),
    memoryAtOnceMiB: memory.atOnce, rendererMiB: memory.renderer, gpuMiB: memory.gpu, memoryMiB: memory.both,
  });
  must('the skeleton in ms', figures.skeletonMs, limits.skeletonMilliseconds);
  must('the first city in ms', figures.firstCityMs, limits.firstCityMilliseconds);
  must('MiB of renderer and GPU process', memory.both, limits.memoryMiB);
}

function must(what, found, limit, isLeast = false) {
  if (isLeast ? found >= limit : found <= limit) return;
  failures.push(`${what}: found ${Number(found.toFixed(2))}, expected ${isLeast ? 'at least' : 'at most'} ${limit}`);
}

function everyFew(list, count) {
  const step = Math.max(1, list.length / count);
  return Array.from({ length: Math.min(list.length, Math.round(count)) }, (_, at) => list[Math.floor(at * step)]);
}

function sayMachine() {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  console.log(`machine: ${cpus().length} × ${cpus()[0].model}, load ${loadavg()[0].toFixed(1)}, commit ${commit}`);
}
