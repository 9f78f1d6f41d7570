import type { Directive } from 'vue';

const stops = 'button:not([disabled])';
const steps: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

/** A long list is one stop of the tab key; within it the arrows go from row to row. */
export const vRove: Directive<HTMLElement> = {
  mounted(list) {
    keepOneStop(list);
    list.addEventListener('keydown', (event) => move(list, event));
    list.addEventListener('focusin', () => keepOneStop(list));
  },
  updated: keepOneStop,
};

/** Which row comes next; null: the key is not one of the list's. */
export function rowAfter(key: string, at: number, count: number): number | null {
  const step = steps[key];
  return step === undefined || count === 0 ? null : step(at, count - 1);
}

// Rows that wrapped into a column beyond the edge are there for nobody.
function rowsOf(list: HTMLElement): HTMLElement[] {
  const { right } = list.getBoundingClientRect();
  return [...list.querySelectorAll<HTMLElement>(stops)].filter((row) => row.getBoundingClientRect().left < right);
}

function keepOneStop(list: HTMLElement): void {
  const rows = rowsOf(list);
  const current = rows.find((row) => row === document.activeElement) ?? rows.find((row) => row.tabIndex === 0)
    ?? rows[0];
  for (const row of list.querySelectorAll<HTMLElement>(stops)) {
    const tabIndex = row === current ? 0 : -1;
    if (row.tabIndex !== tabIndex) row.tabIndex = tabIndex;
  }
}

function move(list: HTMLElement, event: KeyboardEvent): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const rows = rowsOf(list);
  const next = rowAfter(event.key, rows.indexOf(event.target as HTMLElement), rows.length);
  if (next === null) return;
  event.preventDefault();
  event.stopPropagation();
  rows[next]?.focus();
}
