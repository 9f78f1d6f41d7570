import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenCase } from '@/twin/cases';
import { openCaseOf } from '@/twin/testing';
import { palettes } from '../../palette';
import { CaseOverlay } from './CaseOverlay';
import type { PlacedMark } from './markSet';

const hourMilliseconds = 3_600_000;
const noon = Date.parse('2026-01-15T12:00:00Z');

/** A canvas that takes every stroke, and counts how often it is wiped: once a picture. */
function stand(cases: OpenCase[]) {
  const seen = { pictures: 0, told: [] as (readonly PlacedMark[])[], now: noon, shift: 0 };
  const context = new Proxy({}, {
    get: (_, name) => (name === 'clearRect' ? () => void seen.pictures++ : () => ({ width: 8, addColorStop() {} })),
    set: () => true,
  });
  const canvas = { width: 1_000, height: 800, getContext: () => context } as unknown as HTMLCanvasElement;
  const overlay = new CaseOverlay({
    canvas, cases: () => cases, zoom: () => 14, cityNow: () => seen.now, nowMilliseconds: () => seen.now,
    project: (lng, lat) => ({ x: lng + seen.shift, y: lat }), reducedMotion: () => true,
    placed: (marks) => seen.told.push(marks),
  });
  overlay.look({ palette: palettes.night, visible: true, stale: false, selected: null });
  overlay.place();
  return { overlay, seen, pictures: (work: () => void) => {
    const before = seen.pictures;
    work();
    return seen.pictures - before;
  } };
}

describe('the marks over the map', () => {
  beforeEach(() => { vi.stubGlobal('window', { devicePixelRatio: 1 }); });

  const two = () => [
    openCaseOf('a', 'g1', { lng: 200, lat: 200 }), openCaseOf('b', 'g1', { lng: 600, lat: 500 }),
  ];

  it('are not painted again while nothing about them is another', () => {
    const { overlay, seen, pictures } = stand(two());
    expect(pictures(() => overlay.place())).toBe(0);
    seen.now += 60_000;
    expect(pictures(() => overlay.place())).toBe(0);
    expect(seen.told).toHaveLength(1);
  });

  it('are painted and told when time has made one of them overdue', () => {
    const { overlay, seen, pictures } = stand(two());
    seen.now += 24 * hourMilliseconds;
    expect(pictures(() => overlay.place())).toBe(1);
    expect(seen.told.at(-1)?.map(({ tone }) => tone)).toEqual(['urgent', 'urgent']);
  });

  it('are painted and told when a case came, went or changed', () => {
    const cases = two();
    const { overlay, seen, pictures } = stand(cases);
    cases.push(openCaseOf('c', 'g1', { lng: 800, lat: 100 }));
    expect(pictures(() => overlay.apply([]))).toBe(1);
    cases.splice(0, 1);
    expect(pictures(() => overlay.apply([]))).toBe(1);
    cases[0] = { ...(cases[0] as OpenCase) };
    expect(pictures(() => overlay.apply([]))).toBe(1);
    expect(seen.told.at(-1)?.map((mark) => mark.cases.map(({ caseId }) => caseId))).toEqual([['b'], ['c']]);
  });

  it('follow the camera, and are told anew where it rests', () => {
    const { overlay, seen, pictures } = stand(two());
    seen.shift = 20;
    expect(pictures(() => overlay.follow())).toBe(1);
    expect(seen.told).toHaveLength(1);
    expect(pictures(() => overlay.place())).toBe(1);
    expect(seen.told.at(-1)?.map(({ x }) => x)).toEqual([220, 620]);
  });

  it('come back after the canvas was made anew', () => {
    const { overlay, pictures } = stand(two());
    expect(pictures(() => overlay.resize(1_200, 800, 1, []))).toBe(1);
  });
});
