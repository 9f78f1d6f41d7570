import { describe, expect, it } from 'vitest';
import type { OpenCase } from '@/twin/cases';
import { openCaseOf } from '@/twin/testing';
import { clusterSpots } from './cluster';
import { placeMarks, sameMarks } from './markSet';
import { pulseDefaults, Pulses } from './pulses';

describe('grouping marks', () => {
  const spots = (...at: [number, number][]) => at.map(([x, y], index) => ({ x, y, index }));

  it('groups near ones and leaves far ones alone', () => {
    const groups = clusterSpots(spots([10, 10], [20, 12], [300, 300]), 40);
    expect(groups.map((group) => group.members)).toEqual([[0, 1], [2]]);
  });

  it('loses none of many', () => {
    const at = (index: number) => ({ x: (index * 37) % 1900, y: (index * 91) % 1000, index });
    const many = Array.from({ length: 5_000 }, (_, index) => at(index));
    const members = clusterSpots(many, 40).flatMap((group) => group.members);
    expect(new Set(members).size).toBe(5_000);
  });

  it('finds its neighbour across the edge of a cell', () => {
    expect(clusterSpots(spots([39, 39], [41, 41]), 40)).toHaveLength(1);
    expect(clusterSpots(spots([-1, -1], [1, 1]), 40)).toHaveLength(1);
  });
});

describe('placing marks', () => {
  const question = {
    placeOf: ({ lng, lat }: OpenCase) => (lng == null || lat == null ? null : { x: lng, y: lat }),
    width: 1_000, height: 800, obstacles: [{ left: 0, top: 0, right: 300, bottom: 800 }], marginPixels: 10,
    radiusPixels: 30, nowMilliseconds: Date.parse('2026-01-15T12:00:00Z'),
  };
  const at = (caseId: string, lng: number, lat: number, part = {}) => openCaseOf(caseId, 'g1', { lng, lat, ...part });
  const ids = (cases: ReturnType<typeof at>[]) => placeMarks({ ...question, cases })
    .map((mark) => mark.cases.map((one) => one.caseId));

  it('puts nothing under a panel or off the screen', () => {
    expect(ids([at('under', 100, 100), at('edge', 305, 100), at('off', 1_200, 90), at('free', 500, 400)]))
      .toEqual([['free']]);
  });

  it("keeps a source's default place off the map", () => {
    expect(ids([at('a', 500, 400, { defaultPlace: true }), at('b', 600, 400, { lng: null })])).toEqual([]);
  });

  it('shows a group by its worst, and marks the extreme', () => {
    const [group] = placeMarks({
      ...question, cases: [at('a', 500, 400, { stage: 'Checking' }), at('b', 505, 400, { severity: 'S1' })],
    });
    expect([group?.tone, group?.extreme, group?.cases.length]).toEqual(['urgent', true, 2]);
  });

  it('is the same picture until a place, a tone or a case is another', () => {
    const near = at('a', 500, 400, { dueAt: '2026-01-15T13:00:00Z', reportedAt: '2026-01-15T11:00:00Z' });
    const marks = (cases: OpenCase[], minutes = 0) => placeMarks({
      ...question, cases, nowMilliseconds: question.nowMilliseconds + minutes * 60_000,
    });
    const picture = marks([near, at('b', 700, 400)]);
    expect(sameMarks(picture, picture)).toBe(true);
    expect(sameMarks(picture, marks([near]))).toBe(false);
    expect(sameMarks(marks([near]), marks([near], 1))).toBe(true);
    expect(sameMarks(marks([near]), marks([near], 120))).toBe(false);
    expect(sameMarks(marks([near]), marks([{ ...near }]))).toBe(false);
    expect(sameMarks(marks([near]), marks([at('a', 501, 400)]))).toBe(false);
  });
});

describe('pulses', () => {
  const length = pulseDefaults.times * pulseDefaults.eachMilliseconds;

  it('beats a few times, then stands still, then ends', () => {
    const pulses = new Pulses(() => false);
    pulses.start('a', 0);
    expect(pulses.of('a', length - 1)?.phase).toBeGreaterThan(0.9);
    expect(pulses.of('a', length)).toEqual({ phase: null });
    expect(pulses.of('a', pulseDefaults.ringMilliseconds)).toBeNull();
    expect(pulses.isMoving(length)).toBe(false);
  });

  it('never moves with reduced motion', () => {
    const pulses = new Pulses(() => true);
    pulses.start('a', 0);
    expect(pulses.of('a', 1)).toEqual({ phase: null });
    expect(pulses.isMoving(1)).toBe(false);
  });

  it('moves only so many at once', () => {
    const pulses = new Pulses(() => false);
    for (let index = 0; index <= pulseDefaults.mostAtOnce; index++) pulses.start(`c${index}`, 0);
    expect(pulses.of(`c${pulseDefaults.mostAtOnce}`, 1)).toEqual({ phase: null });
    expect(pulses.of('c0', 1)?.phase).not.toBeNull();
  });
});
