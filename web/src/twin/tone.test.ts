import { describe, expect, it } from 'vitest';
import { openCaseOf } from './testing';
import { toneOf, worse } from './tone';

const at = (text: string): number => Date.parse(`2026-01-15T${text}:00Z`);
const mark = (part = {}) => openCaseOf('a', 'g1', {
  reportedAt: '2026-01-15T10:00:00Z', dueAt: '2026-01-15T20:00:00Z', ...part,
});

describe('the tone of a case', () => {
  it('waits before somebody has accepted, then is in hand', () => {
    expect(toneOf(mark({ stage: 'AwaitAccept' }), at('11:00'))).toBe('waiting');
    expect(toneOf(mark({ stage: 'Handling' }), at('11:00'))).toBe('handling');
  });

  it('is near due from four fifths of its limit on', () => {
    expect(toneOf(mark({ stage: 'Handling' }), at('17:59'))).toBe('handling');
    expect(toneOf(mark({ stage: 'Handling' }), at('18:00'))).toBe('near');
  });

  it('is urgent when overdue, and from the start when extreme', () => {
    expect(toneOf(mark({ stage: 'Handling' }), at('20:01'))).toBe('urgent');
    expect(toneOf(mark({ severity: 'S1' }), at('10:01'))).toBe('urgent');
  });

  it('is done once handled, however late', () => {
    expect(toneOf(mark({ stage: 'Checking', severity: 'S1' }), at('23:00'))).toBe('done');
  });

  it('never hurries without a limit', () => {
    expect(toneOf(mark({ dueAt: null, stage: 'Handling' }), at('23:00'))).toBe('handling');
  });
});

it('calls the more pressing of two tones worse', () => {
  expect([worse('done', 'handling'), worse('urgent', 'near'), worse('waiting', 'handling')])
    .toEqual(['handling', 'urgent', 'waiting']);
});
