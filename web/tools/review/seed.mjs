import { json, signIn } from '../shots/seed.mjs';
import { sendLines } from '../send.mjs';

const hour = 3_600_000;
const day = 24 * hour;
const linesPerBatch = 500;

/** How busy each hour of a day is, from midnight on. */
const busy = [1, 1, 1, 1, 1, 2, 4, 7, 9, 9, 8, 7, 6, 7, 8, 8, 7, 6, 5, 4, 3, 3, 2, 1];

function chanceOf(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Ten weeks of older records with the rhythm of a city, and a last whole day on which one class came in masses. */
export async function seedWeeks(url, { perDay = 24, days = 70 } = {}) {
  const chance = chanceOf(17);
  const headers = await signIn(url, 'replay');
  const areas = await json(`${url}/api/v1/areas`, { headers });
  const classes = (await json(`${url}/api/v1/classes`)).filter((row) => row.severity === 'S3' || row.severity === 'S4');
  const grids = areas.filter((area) => area.level === 'Grid').slice(0, 12);
  const midnight = lastMidnight(await json(`${url}/api/v1/city`, { headers }));
  const rows = [];
  for (let back = 1; back <= days; back++) {
    for (let at = 0; at < perDay; at++) rows.push(row(pick(chance, busy) * hour + chance() * hour, back));
  }

  const [massClass, massGrid] = [classes[3], grids[2]];
  for (let at = 0; at < 30; at++) {
    const mass = row(14 * hour + chance() * 2 * hour, 1);
    rows.push({ ...mass, class: massClass.code, ...placed(massGrid, 0.002, chance) });
  }

  await file(url, headers, rows, new Map(classes.map((one) => [one.code, one.departments[0]])));
  return { cases: rows.length, midnight };

  function row(offset, back) {
    const reported = midnight - back * day + offset;
    const due = reported + (4 + chance() * 60) * hour;
    const handled = reported + (2 + chance() * 55) * hour;
    return {
      class: classes[Math.floor(chance() ** 2 * 12)].code,
      ...placed(grids[Math.floor(chance() ** 1.5 * grids.length)], 0.8, chance),
      reported, due, handled: handled < midnight && chance() < 0.93 ? handled : null,
    };
  }
}

function lastMidnight(city) {
  const now = Date.parse(city.now);
  const local = new Intl.DateTimeFormat('en-GB', {
    timeZone: city.zone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
  }).format(now).split(':').map(Number);
  return Math.floor((now - (local[0] * hour + local[1] * 60_000 + local[2] * 1_000)) / 1_000) * 1_000;
}

function placed({ box: [west, south, east, north] }, spread, chance) {
  return {
    lng: (west + east) / 2 + (east - west) * (chance() - 0.5) * spread,
    lat: (south + north) / 2 + (north - south) * (chance() - 0.5) * spread,
  };
}

function pick(chance, weights) {
  let left = chance() * weights.reduce((sum, one) => sum + one, 0);
  return weights.findIndex((one) => (left -= one) < 0);
}

async function file(url, headers, rows, departmentOf) {
  const reports = rows.map((row, at) => ({
    key: `weeks-${at}`,
    report: {
      source: 'Hotline', class: row.class, lng: row.lng, lat: row.lat, history: true, sourceRef: `weeks-${at}`,
      occurredAt: new Date(row.reported).toISOString(), dueAt: new Date(row.due).toISOString(),
    },
  }));
  const answers = await inBatches(`${url}/api/v1/reports:batch`, headers, reports);
  const commands = rows.flatMap((row, at) => (row.handled === null ? [] : life(row, answers[at].answer.caseId, at)));
  await inBatches(`${url}/api/v1/cases:batch`, headers, commands);

  function life(row, caseId, at) {
    const occurredAt = new Date(row.handled).toISOString();
    const said = (command, body) => ({ caseId, command, body: { commandId: `weeks-${at}/${command}`, ...body } });
    return [
      said('File', { class: row.class }), said('Dispatch', { department: departmentOf.get(row.class) }),
      said('Accept', {}), said('Handle', { occurredAt }), said('PassCheck', { occurredAt }),
    ];
  }
}

async function inBatches(url, headers, lines) {
  const answers = [];
  for (let at = 0; at < lines.length; at += linesPerBatch) {
    answers.push(...await sendLines(url, headers, lines.slice(at, at + linesPerBatch)));
  }

  const refused = answers.find((row) => row.status >= 300);
  if (refused) throw new Error(`The records were refused: ${JSON.stringify(refused)}`);
  return answers;
}
