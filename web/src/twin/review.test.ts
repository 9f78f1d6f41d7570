import { beforeEach, describe, expect, it } from 'vitest';
import type { ReviewOutcomesView, ReviewView } from '@/wire/contracts';
import { Refused } from '@/wire/http';
import { readAddress, shifted, useReview, writeAddress } from './review';
import { world } from './testing';

const view: ReviewView = {
  area: 'a-1', kind: 'day', date: '2026-11-17', from: '2026-11-16T16:00:00Z', until: '2026-11-17T16:00:00Z',
  cases: 3, drills: 0, alike: 8, tested: 12, figures: [], unusual: [], points: [], stages: [], repeats: [],
  overdue: [], position: 77,
};
const none: ReviewOutcomesView = { outcomes: [], hidden: 0, position: 80 };
const asked = { area: 'a-1', kind: 'day' as const, date: null, position: null };

describe('the address of a review', () => {
  it('is read as it was written', () => {
    const address = { area: 'a/1', kind: 'week' as const, date: '2026-11-16', position: 77 };
    expect(readAddress(writeAddress(address))).toEqual(address);
  });

  it('says nothing that is no review', () => {
    expect(readAddress('?kind=year&position=-1')).toEqual({ area: null, kind: 'day', date: null, position: null });
    expect(readAddress('?position=x').position).toBeNull();
  });

  it('goes back and on by its own length', () => {
    expect(shifted('2026-11-01', 'day', -1)).toBe('2026-10-31');
    expect(shifted('2026-11-16', 'week', 1)).toBe('2026-11-23');
    expect(shifted('2026-03-01', 'month', -1)).toBe('2026-02-01');
  });
});

describe('a review', () => {
  let answers: Record<string, unknown>;
  let known: ReturnType<typeof world>;

  beforeEach(() => {
    answers = {
      '/areas/a-1/reviews/day?': view,
      '/areas/a-1/reviews/day/outcomes?date=2026-11-17': none,
    };
    known = world(answers);
  });

  it('takes date and position of its answer into its address', async () => {
    const review = useReview();
    await review.load(asked);
    expect(review.state).toBe('ready');
    expect(review.address).toEqual({ ...asked, date: '2026-11-17', position: 77 });
    expect(review.outcomes).toEqual(none);
  });

  it('asks for the cases of the same position', async () => {
    const rows = { rows: [], figure: 'reported', total: 0 };
    answers['/areas/a-1/reviews/day/cases?date=2026-11-17&position=77&figure=reported&page=1&pageSize=50'] = rows;
    const review = useReview();
    await review.load(asked);
    await review.explain('reported');
    expect(review.rows).toEqual(rows);
    await review.explain('nothing');
    expect(review.rowsProblem).toBe('lost');
    review.close();
    expect([review.explained, review.rows, review.rowsProblem]).toEqual([null, null, null]);
  });

  it('tells a refusal in its own words, and silence as silence', async () => {
    const review = useReview();
    answers['/areas/a-1/reviews/day?'] = new Refused(
      403, { type: '', title: '', status: 403, detail: 'no', detailZh: '不可', code: 'NotAllowed' });
    await review.load(asked);
    expect([review.state, review.problem]).toEqual(['refused', { zh: '不可', en: 'no' }]);
    answers['/areas/a-1/reviews/day?'] = new Error('gone');
    await review.load(asked);
    expect([review.state, review.problem]).toEqual(['unreachable', null]);
  });

  it('decides under one id until the answer is there', async () => {
    const bodies: { commandId: string }[] = [];
    let lost = true;
    known.ports.api.post = (async (_: string, body: unknown) => {
      bodies.push(body as { commandId: string });
      if (lost) throw new Error('no answer');
      return none;
    }) as typeof known.ports.api.post;
    const review = useReview();
    await review.load(asked);
    const wish = { text: 'x', class: 'E0104', department: 'Sanitation', until: '2026-12-01T00:00:00Z' };
    await expect(review.decide(wish)).rejects.toThrow('no answer');
    lost = false;
    await review.decide(wish);
    await review.decide(wish);
    expect(bodies[1]?.commandId).toBe(bodies[0]?.commandId);
    expect(bodies[2]?.commandId).not.toBe(bodies[0]?.commandId);
  });
});
