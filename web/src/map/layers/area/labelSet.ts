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

export interface LabelQuestion {
  wishes: readonly LabelWish[];
  width: number;
  height: number;
  /** Never covered: panels. */
  obstacles: readonly Rect[];
  /** Covered only when there is no other place: marks. */
  marks: readonly Rect[];
  gapPixels: number;
}

/** Where around its point a label may stand, in shares of its own size; the first free one wins. */
const places = [[0, 0], [0, -1], [0, 1], [0, -1.9], [0, 1.9], [-0.6, 0], [0.6, 0], [-0.6, -1], [0.6, -1]] as const;

/** Chooses which labels show, and where: clear of panels, of each other and, if possible, of marks. */
export function chooseLabels(question: LabelQuestion): Map<string, { x: number; y: number }> {
  const { wishes, obstacles, marks } = question;
  const taken: Rect[] = [...obstacles];
  const chosen = new Map<string, { x: number; y: number }>();
  const order = [...wishes].sort((a, b) => b.weight - a.weight || a.id.localeCompare(b.id));
  for (const wish of order) {
    const free = places.map((place) => rectAt(wish, place, question.gapPixels))
      .filter(({ rect }) => isInside(rect, question) && !taken.some((other) => overlap(rect, other)));
    const best = free.find(({ rect }) => !marks.some((mark) => overlap(rect, mark))) ?? free[0];
    if (best === undefined) continue;
    taken.push(best.rect);
    chosen.set(wish.id, best.offset);
  }

  return chosen;
}

export function overlap(a: Rect, b: Rect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function rectAt(
  wish: LabelWish, [across, down]: readonly [number, number], gap: number,
): { rect: Rect; offset: { x: number; y: number } } {
  const offset = { x: across * wish.width, y: down * (wish.height + gap) };
  const [x, y] = [wish.x + offset.x, wish.y + offset.y];
  return {
    offset,
    rect: {
      left: x - wish.width / 2 - gap,
      right: x + wish.width / 2 + gap,
      top: y - wish.height / 2 - gap / 2,
      bottom: y + wish.height / 2 + gap / 2,
    },
  };
}

function isInside(rect: Rect, { width, height }: LabelQuestion): boolean {
  return rect.left >= 0 && rect.top >= 0 && rect.right <= width && rect.bottom <= height;
}
