// A screen on which nothing happens, and one on which something just happened: what still moves.
import { prepareChanges } from './inPage.mjs';
import { threadsWhile } from './processes.mjs';
import { series } from './series.mjs';

const stillMilliseconds = 5_000;
/** Once a minute heat cools on all boards and the page draws it: the median window has none of it. */
const stillWindows = 5;
/** Pulses of a new case beat for four seconds and leave a ring for half a minute. */
const pulseMilliseconds = 5_000;
/** The same minute makes the page ask anew for what it was only told; a pulse without an end is in every window. */
const pulseWindows = 3;

/**
 * Pictures of the map and the busiest thread in each window while nothing happens.
 * @param restMilliseconds The cases that the tool reported leave rings, and what loading leaves the browser collects.
 */
export async function measureStill(screen, restMilliseconds) {
  await screen.rest();
  await screen.page.waitForTimeout(restMilliseconds);
  const processes = await screen.processes();
  const [frames, busiest] = [[], []];
  for (let window = 0; window < stillWindows; window++) {
    const before = await painted(screen);
    const threads = await threadsWhile(processes, () => screen.page.waitForTimeout(stillMilliseconds));
    const after = await painted(screen);
    frames.push(after.mapFrames - before.mapFrames);
    busiest.push(threads[0].millisecondsPerSecond);
  }

  return { frames, busiest };
}

/** A new grave case pulses, and then stands still by itself. */
export async function measurePulses(screen, { building, parents }) {
  await screen.page.evaluate(prepareChanges, { buildings: [building], stage: 'Handling', severity: 'S1', parents });
  const from = await painted(screen);
  await screen.page.evaluate(() => window.twinLoad.socket.onmessage({ data: window.twinLoad.said }));
  await screen.page.waitForFunction((paints) => window.twinLoad.markPaints > paints + 8, from.markPaints);
  await screen.page.waitForTimeout(pulseMilliseconds);
  await screen.rest();
  const beats = (await painted(screen)).markPaints - from.markPaints;
  const after = [];
  for (let window = 0; window < pulseWindows; window++) {
    const before = await painted(screen);
    await screen.page.waitForTimeout(stillMilliseconds);
    after.push((await painted(screen)).markPaints - before.markPaints);
  }

  return { beats, paintsAfter: series(after).median };
}

function painted(screen) {
  return screen.page.evaluate(() => ({ mapFrames: window.twinLoad.mapFrames, markPaints: window.twinLoad.markPaints }));
}
