import { randomUUID } from 'node:crypto';
import { chanceOf } from '../chance.mjs';
import { send, sendLines } from '../send.mjs';

async function json(url, init) {
  const answer = await send(url, init);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

async function signIn(url, account) {
  const { token } = await json(`${url}/api/v1/sign-in`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ account }),
  });
  return { Authorization: `Bearer ${token}` };
}

function draw(chance, { areas, classes, low, count, make }) {
  const grids = areas.filter((area) => area.level === 'Grid' && (!low || area.low));
  const pressing = classes.filter((row) => row.severity === 'S1' || row.severity === 'S2');
  return Array.from({ length: count }, () => {
    // Some grids get more than their share, so that there is heat to see.
    const grid = grids[Math.floor(chance() ** 1.8 * grids.length)];
    const [west, south, east, north] = grid.box;
    const list = chance() < 0.05 ? pressing : classes;
    return {
      key: randomUUID(),
      report: make({
        class: list[Math.floor(chance() * list.length)].code,
        lng: west + (east - west) * (0.15 + 0.7 * chance()),
        lat: south + (north - south) * (0.15 + 0.7 * chance()),
      }, chance),
    };
  });
}

async function sendReports(url, headers, lines) {
  for (let at = 0; at < lines.length; at += 500) {
    const rows = await sendLines(`${url}/api/v1/reports:batch`, headers, lines.slice(at, at + 500));
    const refused = rows.find((row) => row.status >= 300);
    if (refused) throw new Error(`The reports were refused: ${JSON.stringify(refused)}`);
  }
}

/** Reports through the public door: an ordinary busy day, with some records of another system that run late. */
export async function seedBusy(url, count = 420) {
  const chance = chanceOf(11);
  const headers = await signIn(url, 'lead');
  const areas = await json(`${url}/api/v1/areas`, { headers });
  const classes = await json(`${url}/api/v1/classes`);
  const plain = draw(chance, { areas, classes, count, make: (report) => report });
  await sendReports(url, {}, plain);
  const hour = 3_600_000;
  const late = draw(chance, {
    areas, classes, count: Math.round(count / 7),
    make: (report, next) => {
      const reported = Date.now() - (2 + next() * 20) * hour;
      return {
        ...report,
        source: 'Hotline',
        occurredAt: new Date(reported).toISOString(),
        dueAt: new Date(reported + (1 + next() * 30) * hour).toISOString(),
        sourceRef: randomUUID(),
      };
    },
  });
  await sendReports(url, await signIn(url, 'replay'), late);
}

/** A storm: many reports at once from the low grids by the river, tagged as a drill. */
export async function seedStorm(url, count = 1_500) {
  const headers = await signIn(url, 'lead');
  const areas = await json(`${url}/api/v1/areas`, { headers });
  const classes = (await json(`${url}/api/v1/classes`)).filter((row) => /积水|内涝|井盖|树|停电|倒|漏|塌|涝/.test(row.zh));
  const low = areas.some((area) => area.level === 'Grid' && area.low);
  await sendReports(url, {}, draw(chanceOf(5), {
    areas, classes, low, count, make: (report) => ({ ...report, drill: 'storm' }),
  }));
}

/** A city in which one thing has happened. */
export async function seedOne(url) {
  await seedCount(url, 1);
}

/** So many cases that no screen can name them all. */
export async function seedMany(url) {
  await seedCount(url, 50_000);
}

async function seedCount(url, count) {
  const headers = await signIn(url, 'lead');
  const areas = await json(`${url}/api/v1/areas`, { headers });
  const classes = await json(`${url}/api/v1/classes`);
  await sendReports(url, {}, draw(chanceOf(7), { areas, classes, count, make: (report) => report }));
}

export { json, signIn };

/** Devices told something two hours ago and have been silent since. */
export async function seedStale(url) {
  const twoHours = 7_200_000;
  const chance = chanceOf(13);
  await seedBusy(url, 120);
  const { devices } = await json(`${url}/api/v1/devices`, { headers: await signIn(url, 'lead') });
  const lines = devices.flatMap(({ id, cadenceSeconds, type }) => [2, 1, 0].map((step) => ({
    device: id,
    at: new Date(Date.now() - twoHours - step * cadenceSeconds * 1_000).toISOString(),
    value: Math.round((usual[type] ?? 0) * (0.8 + 0.4 * chance()) * 100) / 100,
  })));
  const rows = await sendLines(`${url}/api/v1/readings`, await signIn(url, 'replay'), lines);
  const refused = rows.find((row) => row.status >= 300);
  if (refused) throw new Error(`A reading was refused: ${JSON.stringify(refused)}`);
}

const usual = {
  water: 4, rain: 1.2, river: -1.2, road: 0.85, crowd: 0.8, air: 42, noise: 49, bin: 60, gas: 0.4,
};
