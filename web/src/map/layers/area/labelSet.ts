import type { Rect } from '../case/markSet';

export interface LabelWish {
  id: string;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Higher goes first. */
  weight: number;
}

export interface Offset {
  x: number;
  y: number;
}

export interface LabelQuestion {
  wishes: readonly LabelWish[];
  width: number;
  height: number;
  /** Never covered: panels. */
  obstacles: readonly Rect[];
  /** Never covered either: a mark's number must be read. */
  marks: readonly Rect[];
  /** Where labels stand now: one that is still free stays, so that nothing jumps. */
  before: ReadonlyMap<string, Offset>;
  gapPixels: number;
}

/** Where around its point a label may stand, in shares of its own size; the first free one wins. */
const places = [
  [0, 0], [0, -1], [0, 1], [-0.6, 0], [0.6, 0], [-0.6, -1], [0.6, -1], [-0.6, 1], [0.6, 1],
  [0, -1.9], [0, 1.9], [-0.6, -1.9], [0.6, -1.9], [-0.6, 1.9], [0.6, 1.9],
] as const;

/** Chooses which labels show, and where: clear of panels, of marks and of each other. */
export function chooseLabels(question: LabelQuestion): Map<string, Offset> {
  const { wishes, obstacles, marks, before, gapPixels } = question;
  const taken: Rect[] = [...obstacles, ...marks];
  const chosen = new Map<string, Offset>();
  const order = [...wishes].sort((a, b) => b.weight - a.weight || a.id.localeCompare(b.id));
  for (const wish of order) {
    const stands = before.get(wish.id);
    const offsets = [
      ...(stands === undefined ? [] : [stands]),
      ...places.map(([across, down]) => ({ x: across * wish.width, y: down * (wish.height + gapPixels) })),
    ];
    const best = offsets.map((offset) => ({ offset, rect: rectAt(wish, offset, gapPixels) }))
      .find(({ rect }) => isInside(rect, question) && !taken.some((other) => overlap(rect, other)));
    if (best === undefined) continue;
    taken.push(best.rect);
    chosen.set(wish.id, best.offset);
  }

  return chosen;
}

export function overlap(a: Rect, b: Rect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

export function rectAt(wish: LabelWish, offset: Offset, gap: number): Rect {
  const [x, y] = [wish.x + offset.x, wish.y + offset.y];
  return {
    left: x - wish.width / 2 - gap,
    right: x + wish.width / 2 + gap,
    top: y - wish.height / 2 - gap / 2,
    bottom: y + wish.height / 2 + gap / 2,
  };
}

function isInside(rect: Rect, { width, height }: LabelQuestion): boolean {
  return rect.left >= 0 && rect.top >= 0 && rect.right <= width && rect.bottom <= height;
}
