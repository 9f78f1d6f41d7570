import type { OpenCase } from '@/twin/cases';
import { toneOf, worse } from '@/twin/tone';
import type { Tone } from '@/twin/tone';
import type { Cluster, Spot } from './cluster';
import { clusterSpots } from './cluster';

export interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export type Project = (lng: number, lat: number) => { x: number; y: number } | null;

export interface PlacedMark {
  cases: OpenCase[];
  lng: number;
  lat: number;
  x: number;
  y: number;
  tone: Tone;
  extreme: boolean;
}

export interface MarkQuestion {
  cases: Iterable<OpenCase>;
  placeOf: (openCase: OpenCase) => { x: number; y: number } | null;
  width: number;
  height: number;
  obstacles: readonly Rect[];
  marginPixels: number;
  radiusPixels: number;
  nowMilliseconds: number;
}

/** Where each mark stands on the screen: nothing under a panel, near ones grouped. */
export function placeMarks(question: MarkQuestion): PlacedMark[] {
  const { placeOf, width, height, obstacles, marginPixels, radiusPixels, nowMilliseconds } = question;
  const shown: OpenCase[] = [];
  const spots: Spot[] = [];
  for (const openCase of question.cases) {
    if (openCase.defaultPlace) continue;
    const at = placeOf(openCase);
    if (at === null || !isFree(at.x, at.y, width, height, obstacles, marginPixels)) continue;
    spots.push({ x: at.x, y: at.y, index: shown.length });
    shown.push(openCase);
  }

  return clusterSpots(spots, radiusPixels).map((cluster) => placed(cluster, shown, nowMilliseconds));
}

/** Painted, the one would look like the other, and a click would open the same. */
export function sameMarks(some: readonly PlacedMark[], others: readonly PlacedMark[]): boolean {
  return some.length === others.length && some.every((one, at) => {
    const other = others[at];
    return other !== undefined && one.x === other.x && one.y === other.y && one.tone === other.tone
      && one.extreme === other.extreme && one.cases.length === other.cases.length
      && one.cases.every((openCase, index) => openCase === other.cases[index]);
  });
}

export function isFree(
  x: number, y: number, width: number, height: number, obstacles: readonly Rect[], margin: number,
): boolean {
  if (x < margin || y < margin || x > width - margin || y > height - margin) return false;
  for (const { left, top, right, bottom } of obstacles) {
    if (x > left - margin && x < right + margin && y > top - margin && y < bottom + margin) return false;
  }

  return true;
}

function placed(cluster: Cluster, shown: readonly OpenCase[], nowMilliseconds: number): PlacedMark {
  const cases: OpenCase[] = [];
  let tone: Tone = 'done';
  let extreme = false;
  for (const index of cluster.members) {
    const one = shown[index];
    if (one === undefined) continue;
    cases.push(one);
    tone = worse(tone, toneOf(one, nowMilliseconds));
    extreme ||= one.severity === 'S1';
  }

  const first = cases[0];
  return {
    cases,
    lng: first?.lng ?? 0,
    lat: first?.lat ?? 0,
    x: cluster.x,
    y: cluster.y,
    tone,
    extreme,
  };
}
