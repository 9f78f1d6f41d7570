// What the browser's processes cost, as the kernel counts it.
import { readdirSync, readFileSync } from 'node:fs';

/** The browser's processes: `renderer`, `GPU`, `browser` and others, with their ids. */
export async function processesOf(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.map(({ type, id }) => ({ type, pid: id }));
}

/** Proportional set size in MiB by kind of process; of several renderers the largest is the page's. */
export function memoryOf(processes) {
  const sizes = (kind) => processes.filter(({ type }) => type === kind).map(({ pid }) => pssMiB(pid));
  const [renderer, gpu] = [Math.max(...sizes('renderer')), Math.max(...sizes('GPU'))];
  const all = processes.reduce((sum, { pid }) => sum + pssMiB(pid), 0);
  return { renderer, gpu, both: renderer + gpu, all };
}

/** Milliseconds of processor per second of each thread while the given work lasts, the busiest first. */
export async function threadsWhile(processes, work) {
  const before = threadTimes(processes);
  const from = performance.now();
  await work();
  const seconds = (performance.now() - from) / 1_000;
  return [...threadTimes(processes)].map(([key, { name, nanoseconds }]) => ({
    name, millisecondsPerSecond: (nanoseconds - (before.get(key)?.nanoseconds ?? 0)) / 1e6 / seconds,
  })).sort((a, b) => b.millisecondsPerSecond - a.millisecondsPerSecond);
}

function threadTimes(processes) {
  const times = new Map();
  for (const { type, pid } of processes) {
    for (const thread of threadsOf(pid)) {
      const folder = `/proc/${pid}/task/${thread}`;
      const name = `${type}/${readOr(`${folder}/comm`, '').trim()}`;
      times.set(`${pid}/${thread}`, { name, nanoseconds: Number(readOr(`${folder}/schedstat`, '0').split(' ')[0]) });
    }
  }

  return times;
}

function threadsOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function pssMiB(pid) {
  const line = /^Pss:\s+(\d+) kB/m.exec(readOr(`/proc/${pid}/smaps_rollup`, ''));
  return line === null ? 0 : Math.round(Number(line[1]) / 1_024);
}

// A process or thread may have gone meanwhile.
function readOr(path, other) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return other;
  }
}
