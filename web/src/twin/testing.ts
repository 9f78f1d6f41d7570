import { createPinia, setActivePinia } from 'pinia';
import type { AreaView, BoardView, FrameView, MarkView, ObligationView } from '@/wire/contracts';
import type { OpenCase } from './cases';
import { setPorts } from './ports';
import type { Ports } from './ports';
import { limitOf } from './tone';

/** A small world for tests of the stores: a notebook for choices, an answer for each request, a hand on the clock. */
export function world(answers: Record<string, unknown> = {}): {
  keep: Map<string, string>; asked: string[]; now: { milliseconds: number }; ports: Ports;
} {
  const keep = new Map<string, string>();
  const asked: string[] = [];
  const now = { milliseconds: Date.parse('2026-01-15T12:00:00Z') };
  const answer = async (path: string): Promise<never> => {
    asked.push(path);
    const found = answers[path];
    if (found instanceof Error) throw found;
    if (found === undefined) throw new Error(`Found no answer for ${path}.`);
    return (typeof found === 'function' ? (found as () => unknown)() : found) as never;
  };
  const ports = {
    api: { get: answer, post: (path: string) => answer(path) } as unknown as Ports['api'],
    keep: {
      get: (key: string) => keep.get(key) ?? null,
      set: (key: string, value: string) => void keep.set(key, value),
    },
    nowMilliseconds: () => now.milliseconds,
    onNetworkLost: () => () => undefined,
    onNetworkBack: () => () => undefined,
    pause: async () => undefined,
    beforeNextPicture: (run: () => void) => run(),
  } satisfies Ports;
  setPorts(ports);
  setActivePinia(createPinia());
  return { keep, asked, now, ports };
}

export function boardOf(part: Partial<BoardView> = {}): BoardView {
  return {
    reported: 0, open: 0, unassigned: 0, awaiting: 0, handling: 0, checking: 0, closed: 0, closedOnTime: 0,
    closedLate: 0, closedNoLimit: 0, voided: 0, s1: 0, s2: 0, s3: 0, s4: 0, ungraded: 0, overdue: 0, onSpot: 0,
    defaultPlace: 0, drill: 0, heatMicros: 0, facts: 0, asOf: '2026-01-15T12:00:00Z', position: 0, ...part,
  };
}

export function markOf(caseId: string, part: Partial<MarkView> = {}): MarkView {
  return {
    caseId, stage: 'Reported', open: true, severity: 'S4', class: 'E0102', source: 'App', lng: 120.8, lat: 29.1,
    defaultPlace: false, reportedAt: '2026-01-15T11:00:00Z', dueAt: '2026-01-15T21:00:00Z',
    changedAt: '2026-01-15T11:00:00Z', position: 1, ...part,
  };
}

export function areaOf(id: string, level: string, parent: string | null, part: Partial<AreaView> = {}): AreaView {
  return {
    id, code: id, level, name: id, parent, centre: { lng: 120, lat: 30 }, box: [119.9, 29.9, 120.1, 30.1],
    drawn: false, households: 1_000, low: false, number: 1, ...part,
  };
}

export function openCaseOf(caseId: string, home: string, part: Partial<MarkView> = {}): OpenCase {
  const mark = markOf(caseId, part);
  return { ...mark, ...limitOf(mark.reportedAt, mark.dueAt), home };
}

export function frameOf(area: string, kind: 'snapshot' | 'frame', part: Partial<FrameView> = {}): FrameView {
  const at = '2026-01-15T12:00:00Z';
  return { area, kind, version: 1, children: [], cases: [], posts: [], position: 1, at, map: 0, modes: 0, ...part };
}

function owes(department: string, part: Partial<ObligationView> = {}): ObligationView {
  return {
    caseId: 'c-1', obligation: '7', kind: 'Daily', department, departmentZh: '排水', departmentEn: 'Drainage',
    stage: 'Called', stageZh: '已派哨', owed: true, required: true, since: '2026-06-12T01:00:00Z',
    dueAt: '2026-06-12T05:00:00Z', supervision: 0, noShows: 0, redirects: 0, hasResult: false, clocks: [],
    steps: [], hash: 'aa', ...part,
  };
}

/** A case that three departments owe; the last one is silent and led by now. */
export const threeOwe = [
  owes('Enforcement', { obligation: '5', departmentZh: '综合行政执法局', departmentEn: 'Enforcement bureau',
    stage: 'Closed', owed: false, dueAt: null }),
  owes('Construction', { obligation: '6', departmentZh: '住建', departmentEn: 'Construction', stage: 'Working',
    dueAt: '2026-07-13T03:00:00Z' }),
  owes('Drainage', {
    stage: 'NoShow', supervision: 4, noShows: 1, dueAt: '2026-06-29T05:00:00Z',
    steps: [
      { version: 7, at: '2026-06-12T01:00:00Z', kind: 'Raised', why: 'Daily' },
      { version: 9, at: '2026-06-12T05:00:00Z', kind: 'Passed', why: 'WhistleAccept.7' },
      { version: 10, at: '2026-06-12T05:00:00Z', kind: 'NoShow' },
      { version: 11, at: '2026-06-12T05:00:00Z', kind: 'Supervised', why: 'WhistleAccept.7' },
      { version: 13, at: '2026-06-25T05:00:00Z', kind: 'LeaderLed', why: 'SupervisionAnswer.7.solve' },
    ],
  }),
];
