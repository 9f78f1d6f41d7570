import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Refused, Unreachable } from '@/wire/http';
import { useOutbox } from './outbox';
import type { Draft } from './outbox';
import { world } from './testing';

const draft = (part: Partial<Draft> = {}): Draft => ({
  kind: 'accept', path: '/cases/a/Accept', body: {}, caseId: 'a', post: 'p1', about: 'rubbish', ...part,
});
const settled = (): Promise<void> => vi.waitFor(() => {
  if (useOutbox().sendingId !== null) throw new Error('still sending');
});

describe('the outbox', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });

  it('keeps a letter before it sends it, and lets it go when the city has answered', async () => {
    const { keep } = world({ '/cases/a/Accept': { stage: 'Handling' } });
    const outbox = useOutbox();
    outbox.write(draft());
    expect(JSON.parse(keep.get('outbox') ?? '[]')).toHaveLength(1);
    outbox.sitAt('p1', true);
    await settled();
    expect(outbox.letters).toEqual([]);
    expect(keep.get('outbox')).toBe('[]');
  });

  it('finds its letters again after a reload, with their ids', () => {
    const { ports, keep } = world();
    const { id } = useOutbox().write(draft());
    const again = world();
    again.keep.set('outbox', keep.get('outbox') ?? '');
    expect(useOutbox().letters.map((letter) => letter.id)).toEqual([id]);
    expect(ports).toBeDefined();
  });

  it('sends again with the same id until it is answered', async () => {
    let tries = 0;
    const answer = (): unknown => {
      if (++tries < 3) throw new Unreachable('no network');
      return {};
    };
    world({ '/cases/a/Accept': answer });
    const outbox = useOutbox();
    outbox.sitAt('p1', true);
    const { id } = outbox.write(draft());
    await settled();
    expect(outbox.waiting.map((letter) => letter.id)).toEqual([id]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(outbox.letters).toEqual([]);
    expect(tries).toBe(3);
  });

  it('keeps a refused letter with its sentence, and goes on with the next', async () => {
    const problem = { type: '', title: '', status: 409, detail: 'Too late', detailZh: '晚了', code: 'X' };
    const { asked } = world({ '/cases/a/Accept': new Refused(409, problem), '/cases/b/Accept': {} });
    const outbox = useOutbox();
    outbox.sitAt('p1', true);
    outbox.write(draft());
    outbox.write(draft({ path: '/cases/b/Accept', caseId: 'b' }));
    await settled();
    expect(outbox.refused.map((letter) => letter.refusal)).toEqual([{ zh: '晚了', en: 'Too late' }]);
    expect(asked).toEqual(['/cases/a/Accept', '/cases/b/Accept']);
    expect(outbox.waiting).toEqual([]);
  });

  it('sends in the order of writing, and never past one that did not arrive', async () => {
    const { asked } = world({ '/cases/a/Accept': new Unreachable('cut'), '/cases/b/Accept': {} });
    const outbox = useOutbox();
    outbox.sitAt('p1', true);
    outbox.write(draft());
    outbox.write(draft({ path: '/cases/b/Accept', caseId: 'b' }));
    await settled();
    expect(asked).toEqual(['/cases/a/Accept']);
    expect(outbox.isPending('b', 'accept')).toBe(true);
  });

  it('leaves what was written at another seat until somebody sits there again', async () => {
    const { asked } = world({ '/cases/a/Accept': {} });
    const outbox = useOutbox();
    outbox.sitAt('p2', true);
    outbox.write(draft({ post: 'p1' }));
    await settled();
    expect(asked).toEqual([]);
    outbox.sitAt('p1', true);
    await settled();
    expect(asked).toEqual(['/cases/a/Accept']);
  });
});
