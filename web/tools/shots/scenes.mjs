import { startSilo } from '../silo.mjs';
import { seedBusy, seedStorm } from './seed.mjs';

/** The pictures of a day. Each scene makes its own situation through the public doors. */
export const sceneNames = ['empty', 'busy', 'community', 'grid', 'case', 'storm', 'offline'];
const busyScenes = ['busy', 'community', 'grid', 'case', 'offline'];

/** Makes the scenes one after the other and hands the address of each to draw. */
export async function playScenes({ url, port, city, wanted, draw }) {
  if (url) {
    // A server of somebody else: its own day, then the cut of our own line.
    for (const name of wanted.filter((one) => busyScenes.includes(one))) await draw(name, url);
    return;
  }

  if (wanted.includes('empty')) {
    const silo = await startSilo({ port, city, traffic: 'off' });
    try {
      await draw('empty', silo.url);
    } finally {
      await silo.stop();
    }
  }

  if (!wanted.some((name) => name !== 'empty')) return;
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
