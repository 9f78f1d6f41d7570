// What a thousand changed buildings cost the page's script, from the server's words to the redrawn map.
import { calibrate, prepareChanges, redraw, tellChanges } from './inPage.mjs';
import { series } from './series.mjs';

/** The stages take turns, so that each change is one; with the number of the colour that the map is told. */
const turns = [{ stage: 'Handling', tone: 2 }, { stage: 'Checking', tone: 1 }];
/** Measured on a quiet machine of two cores, this much takes two thirds of a millisecond. */
const calibrationRounds = 6;
const warmUps = 3;
const drawWithinMilliseconds = 30_000;
/** The city has clocks of its own: when it speaks between two pictures, the pair is taken again. */
const disturbancesMost = 10;

/** Changed and unchanged pictures in turn, with the fixed loop beside each. */
export async function measureChanges(screen, { buildings, parents, pairs }) {
  const { page } = screen;
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const script = async (work, given) => {
    const before = await scriptMilliseconds(session);
    const done = await page.evaluate(work, given);
    return done === false ? null : await scriptMilliseconds(session) - before;
  };
  const [changed, unchanged, loops] = [[], [], []];
  let [said, disturbed] = [null, 0];
  for (let pair = -warmUps; pair < pairs; pair++) {
    const { stage, tone } = turns[Math.abs(pair) % turns.length];
    said = await page.evaluate(prepareChanges, { buildings, stage, parents });
    const change = await script(tellChanges, {
      building: buildings.at(-1), tone, withinMilliseconds: drawWithinMilliseconds,
    });
    await screen.rest(500);
    if (change === null) {
      if (++disturbed > disturbancesMost) throw new Error(`Of the changes ${disturbed} were never drawn.`);
      pair--;
      continue;
    }

    const plain = await script(redraw, { building: buildings.at(-1) });
    await screen.rest(500);
    const loop = await script(calibrate, { rounds: calibrationRounds });
    if (pair < 0) continue;
    changed.push(change);
    unchanged.push(plain);
    loops.push(loop);
  }

  await session.detach();
  const usual = series(unchanged).median;
  const above = changed.map((value) => value - usual);
  return { ...said, disturbed, changed, unchanged, above, loops, ratio: series(above).median / series(loops).median };
}

async function scriptMilliseconds(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'ScriptDuration').value * 1_000;
}
