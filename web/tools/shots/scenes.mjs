import { startSilo } from '../silo.mjs';
import { seedBusy, seedMany, seedOne, seedStale, seedStorm } from './seed.mjs';

/** The pictures of a day. Each scene makes its own situation through the public doors. */
export const sceneNames = [
  'empty', 'one', 'busy', 'community', 'grid', 'case', 'past', 'storm', 'offline', 'many', 'stale', 'down',
];
const busyScenes = ['busy', 'community', 'grid', 'case', 'past', 'offline'];
/** Each with a server of its own that nothing else moves. */
const still = { empty: () => undefined, one: seedOne, many: seedMany, stale: seedStale, down: seedBusy };

/** Makes the scenes one after the other and hands the address of each to draw. */
export async function playScenes({ url, port, city, wanted, draw }) {
  if (url) {
    // A server of somebody else: its own day, then the cut of our own line.
    for (const name of wanted.filter((one) => busyScenes.includes(one))) await draw(name, url);
    return;
  }

  for (const [name, seed] of Object.entries(still).filter(([one]) => wanted.includes(one))) {
    const silo = await startSilo({ port, city, traffic: 'off' });
    try {
      await seed(silo.url);
      await draw(name, silo.url, silo.stop);
    } finally {
      await silo.stop();
    }
  }

  if (!wanted.some((name) => !(name in still))) return;
  const silo = await startSilo({ port, city, traffic: 'on' });
  try {
    await seedBusy(silo.url);
    await pause(25_000);
    for (const name of wanted.filter((one) => busyScenes.includes(one))) await draw(name, silo.url);
    if (wanted.includes('storm')) {
      await seedStorm(silo.url);
      await pause(4_000);
      await draw('storm', silo.url);
    }
  } finally {
    await silo.stop();
  }
}

export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
