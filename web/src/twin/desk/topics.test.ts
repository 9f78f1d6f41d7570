import { describe, expect, it } from 'vitest';
import type { TopicView } from './topics';
import { nextStep } from './topics';

const now = Date.parse('2026-06-15T09:00:00Z');
const topic = (over: Partial<TopicView>): TopicView => ({
  topic: 't', area: 'a', title: 'x', rule: 'Owners', stage: 'Proposed', proposedAt: '2026-06-01T00:00:00Z',
  seconds: 0, attended: 0, eligible: 4, slips: 4, cast: 0, ...over,
});

describe('the next step of a topic', () => {
  it('follows from its stage', () => {
    expect(nextStep(topic({}), now)).toBe('second');
    expect(nextStep(topic({ stage: 'Resolved' }), now)).toBe('execute');
    expect(nextStep(topic({ stage: 'Failed' }), now)).toBe('report');
    expect(nextStep(topic({ stage: 'Reported' }), now)).toBeNull();
  });

  it('waits until the open days are over', () => {
    expect(nextStep(topic({ stage: 'Open', until: '2026-06-16T00:00:00Z' }), now)).toBeNull();
    expect(nextStep(topic({ stage: 'Open', until: '2026-06-15T00:00:00Z' }), now)).toBe('deliberate');
  });

  it('counts when the ballot is over, or when all have voted', () => {
    const running = { stage: 'Ballot', until: '2026-06-16T00:00:00Z' };
    expect(nextStep(topic({ ...running, cast: 3 }), now)).toBeNull();
    expect(nextStep(topic({ ...running, cast: 4 }), now)).toBe('count');
    expect(nextStep(topic({ ...running, until: '2026-06-15T00:00:00Z' }), now)).toBe('count');
  });
});
