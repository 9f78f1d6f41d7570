import type { PastMarkView } from '@/wire/contracts';

/** How many facts the log has in each of equal stretches of time; between two marks they lie evenly. */
export function activity(marks: readonly PastMarkView[], stretches: number): number[] {
  const counts = new Array<number>(stretches).fill(0);
  const begin = Date.parse(marks[0]?.at ?? '');
  const length = (Date.parse(marks.at(-1)?.at ?? '') - begin) / stretches;
  if (!(length > 0)) return counts;
  marks.slice(1).forEach((mark, index) => {
    const before = marks[index] ?? mark;
    const from = (Date.parse(before.at) - begin) / length;
    const to = Math.max(from, (Date.parse(mark.at) - begin) / length);
    const facts = mark.position - before.position;
    const firstStretch = Math.min(Math.max(0, Math.floor(from)), stretches - 1);
    const lastStretch = Math.min(Math.max(firstStretch, Math.ceil(to) - 1), stretches - 1);
    for (let at = firstStretch; at <= lastStretch; at++) {
      const share = to === from ? 1 : (Math.min(to, at + 1) - Math.max(from, at)) / (to - from);
      counts[at] = (counts[at] ?? 0) + facts * share;
    }
  });
  return counts;
}
