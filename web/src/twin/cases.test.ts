import { beforeEach, describe, expect, it } from 'vitest';
import { useCases } from './cases';
import type { CaseChange } from './cases';
import { useFeed } from './feed';
import { frameOf, markOf, world } from './testing';

const ids = (): string[] => [...useCases().all()].map((one) => one.caseId).sort();

describe('open cases', () => {
  beforeEach(() => void world());

  it('holds what a snapshot tells, and calls none of it news', () => {
    const changes = useCases().applyFrames([frameOf('g1', 'snapshot', { cases: [markOf('a'), markOf('b')] })]);
    expect(ids()).toEqual(['a', 'b']);
    expect(changes.every((change) => !change.fresh)).toBe(true);
  });

  it('forgets what a later snapshot of the same home no longer names', () => {
    const cases = useCases();
    cases.applyFrames([frameOf('g1', 'snapshot', { cases: [markOf('a'), markOf('b')] })]);
    cases.applyFrames([frameOf('g2', 'snapshot', { cases: [markOf('c')] })]);
    cases.applyFrames([frameOf('g1', 'snapshot', { cases: [markOf('b')] })]);
    expect(ids()).toEqual(['b', 'c']);
  });

  it('moves a case through its stages and takes it off at its end', () => {
    const cases = useCases();
    const seen: CaseChange[] = [];
    cases.onChanges((changes) => seen.push(...changes));
    cases.applyFrames([frameOf('g1', 'frame', { cases: [markOf('a', { position: 1 })] })]);
    cases.applyFrames([frameOf('g1', 'frame', { cases: [markOf('a', { position: 2, stage: 'Handling' })] })]);
    const closed = markOf('a', { position: 3, stage: 'Closed', open: false });
    cases.applyFrames([frameOf('g1', 'frame', { cases: [closed] })]);
    expect(seen.map(({ before, after }) => [before?.stage ?? null, after?.stage ?? null])).toEqual([
      [null, 'Reported'], ['Reported', 'Handling'], ['Handling', null],
    ]);
    expect(ids()).toEqual([]);
  });

  it('does not let an older word undo a newer one', () => {
    const cases = useCases();
    cases.applyFrames([frameOf('g1', 'frame', { cases: [markOf('a', { position: 9, stage: 'Handling' })] })]);
    cases.applyFrames([frameOf('g1', 'frame', { cases: [markOf('a', { position: 4, stage: 'AwaitAccept' })] })]);
    expect(cases.get('a')?.stage).toBe('Handling');
  });

  it('keeps a case that moved home, whichever home speaks last', () => {
    const cases = useCases();
    cases.applyFrames([frameOf('g1', 'frame', { cases: [markOf('a', { position: 1 })] })]);
    cases.applyFrames([frameOf('g2', 'frame', { cases: [markOf('a', { position: 2 })] })]);
    cases.applyFrames([frameOf('g1', 'frame', { cases: [markOf('a', { position: 2, open: false })] })]);
    expect(cases.get('a')?.home).toBe('g2');
  });

  it('drops the cases of homes that are no longer watched', () => {
    const cases = useCases();
    cases.applyFrames([
      frameOf('g1', 'snapshot', { cases: [markOf('a')] }), frameOf('g2', 'snapshot', { cases: [markOf('b')] }),
    ]);
    cases.keepHomes(new Set(['g2']));
    expect(ids()).toEqual(['b']);
  });
});

describe('the feed', () => {
  beforeEach(() => void world());

  it('tells only what happened, newest first', () => {
    const [cases, feed] = [useCases(), useFeed()];
    feed.applyChanges(cases.applyFrames([frameOf('g1', 'snapshot', { cases: [markOf('old')] })]));
    feed.applyChanges(cases.applyFrames([frameOf('g1', 'frame', { cases: [markOf('a', { position: 2 })] })]));
    feed.applyChanges(cases.applyFrames([
      frameOf('g1', 'frame', { cases: [markOf('a', { position: 3, stage: 'AwaitAccept' })] }),
    ]));
    expect(feed.rows.map((row) => [row.caseId, row.kind])).toEqual([['a', 'moved'], ['a', 'reported']]);
  });

  it('tells the way of a case from group to group', () => {
    const [cases, feed] = [useCases(), useFeed()];
    const moves: unknown[] = [];
    feed.onMoves((list) => moves.push(...list.map(({ from, to }) => [from, to])));
    const stages = ['Reported', 'UnderReview', 'AwaitAccept', 'Handling', 'Handled', 'Checking', 'Closed'];
    stages.forEach((stage, position) => feed.applyChanges(cases.applyFrames([
      frameOf('g1', 'frame', { cases: [markOf('a', { position, stage, open: stage !== 'Closed' })] }),
    ])));
    expect(moves).toEqual([
      [null, 'unassigned'], ['unassigned', 'awaiting'], ['awaiting', 'handling'], ['handling', 'checking'],
      ['checking', 'closed'],
    ]);
  });
});
