import { describe, expect, it } from 'vitest';
import { Unreachable } from '@/wire/http';
import { useSession } from '../session';
import { world } from '../testing';
import type { BellView } from './bells';
import { useBells } from './bells';

const bell = (caseId: string): BellView => ({ caseId, bell: 'OfferSeen/5' }) as unknown as BellView;

function asLead(answers: Record<string, unknown>, sees = ['areaCases']) {
  const there = world(answers);
  useSession().session = { sees } as never;
  return there;
}

describe('bells', () => {
  it('ring until they are answered, and none is answered unseen', async () => {
    const answers: Record<string, unknown> = { '/bells?atLeast=9': { bells: [bell('a'), bell('b')], position: 9 } };
    const { asked } = asLead(answers);
    const bells = useBells();
    await bells.load(9);
    expect(bells.ringing.map((one) => one.caseId)).toEqual(['a', 'b']);
    answers['/bells/answer'] = {};
    answers['/bells'] = { bells: [bell('b')], position: 10 };
    await bells.answer([bell('a')]);
    expect(bells.ringing.map((one) => one.caseId)).toEqual(['b']);
    expect(asked.filter((path) => path === '/bells/answer')).toHaveLength(1);
  });

  it('go on ringing when no answer came, and say so', async () => {
    asLead({ '/bells': { bells: [bell('a')], position: 9 }, '/bells/answer': new Unreachable('no network') });
    const bells = useBells();
    await bells.load();
    await bells.answer([bell('a')]);
    expect([bells.problem, bells.ringing.length, bells.busy]).toEqual(['lost', 1, false]);
  });

  it('keep what rings when the list cannot be read', async () => {
    const answers: Record<string, unknown> = { '/bells': { bells: [bell('a')], position: 9 } };
    asLead(answers);
    const bells = useBells();
    await bells.load();
    answers['/bells'] = new Unreachable('no network');
    await bells.load();
    expect(bells.ringing).toHaveLength(1);
  });

  it('are no matter of whoever lists no cases', async () => {
    const { asked } = asLead({}, ['ownTasks']);
    await useBells().load();
    expect(asked).toEqual([]);
  });
});
