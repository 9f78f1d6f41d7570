import { beforeEach, describe, expect, it } from 'vitest';
import { useBoards } from './boards';
import { useCases } from './cases';
import { useCity } from './city';
import { useLive } from './live';
import { usePast } from './past';
import { boardOf, frameOf, markOf, world } from './testing';
import { Refused, Unreachable } from '@/wire/http';

const early = '2026-01-15T08:00:00.000Z';
const late = '2026-01-15T10:00:00.000Z';
const marks = [{ position: 1, at: early }, { position: 100, at: late }];
const then = frameOf('a-1', 'snapshot', {
  position: 1, board: boardOf({ open: 1, facts: 1, position: 1, asOf: early }),
});
const now = frameOf('a-1', 'snapshot', {
  position: 100, board: boardOf({ open: 7, facts: 100, position: 100 }),
  cases: [markOf('c-1', { position: 90 }), markOf('c-2', { position: 95 })],
});
const before = { ...then, cases: [markOf('c-1', { position: 1, stage: 'Reported' })] };

describe('the time machine', () => {
  let answers: Record<string, unknown>;
  let asked: string[];

  beforeEach(() => {
    answers = {
      '/past/span': { marks }, '/boards': { head: 101, boards: [] },
      [`/past?at=${late}`]: [now], [`/past?at=${early}`]: [before],
    };
    ({ asked } = world(answers));
  });

  it('stands at the last fact when it is opened, and the city clock with it', async () => {
    await usePast().open();

    expect([usePast().position, usePast().state, useCity().now]).toEqual([100, 'ready', Date.parse(late)]);
    expect(useBoards().board('a-1')?.open).toBe(7);
  });

  it('asks again for the length of the log when no answer came, and says meanwhile that it reads', async () => {
    const states: string[] = [];
    answers['/past/span'] = () => {
      states.push(usePast().state);
      if (states.length < 3) throw new Unreachable('no line');
      return { marks };
    };
    await usePast().open();

    expect([states, usePast().position]).toEqual([['reading', 'reading', 'reading'], 100]);
  });

  it('says why when the log is not for the asker, and stays where it is', async () => {
    answers['/past/span'] = () => {
      throw new Refused(403, { status: 403, detail: '', code: 'NotAllowed' } as never);
    };
    const past = usePast();
    await past.open();
    await past.go(0);

    expect([past.state, past.problem?.code, past.position]).toEqual(['refused', 'NotAllowed', null]);
  });

  it('is live again at once in a city where nothing has happened', async () => {
    answers['/past/span'] = { marks: [] };
    await usePast().open();

    expect(usePast().active).toBe(false);
  });

  it('shows what is older in the place of what is newer', async () => {
    const past = usePast();
    await past.open();
    await past.go(past.first);

    expect([useBoards().board('a-1')?.open, useCases().get('c-1')?.position]).toEqual([1, 1]);
    expect(useCases().get('c-2')).toBeNull();
    expect(useCity().now).toBe(Date.parse(early));
  });

  it('leaves frames of the present aside until it is closed, and then takes whatever is newer', async () => {
    const past = usePast();
    await past.open();
    await past.go(past.first);
    past.close();
    useLive().apply([frameOf('a-1', 'snapshot', { ...now, position: 101, board: boardOf({ open: 9, facts: 101 }) })]);

    expect([past.active, useBoards().board('a-1')?.open, useCases().get('c-1')?.position]).toEqual([false, 9, 90]);
    expect(useCity().now).not.toBe(Date.parse(early));
    expect(asked).toContain('/boards');
  });

  it('asks again while the city still reads its log, and shows the last moment that was asked for', async () => {
    let tries = 0;
    answers[`/past?at=${early}`] = () => {
      if (tries++ < 2) throw new Unreachable('status 503');
      return [before];
    };
    const past = usePast();
    await past.open();
    await Promise.all([past.go(past.first), past.go(past.last), past.go(past.first)]);

    expect([past.position, past.state, useBoards().board('a-1')?.open]).toEqual([1, 'ready', 1]);
  });

  it('keeps a moment to be looked at beside another', async () => {
    const past = usePast();
    await past.open();
    past.pin();
    await past.go(past.first);

    expect([past.pinned?.boards.get('a-1')?.open, useBoards().board('a-1')?.open]).toEqual([7, 1]);
    expect(past.pinned?.cases.map((one) => [one.caseId, one.home])).toEqual([['c-1', 'a-1'], ['c-2', 'a-1']]);
    past.pin();
    expect(past.pinned).toBeNull();
  });

  it('plays to the last fact', async () => {
    answers = new Proxy(answers, { get: (known, path) => Reflect.get(known, path) ?? [now], has: () => true });
    world(answers);
    const past = usePast();
    await past.open();
    await past.go(past.first);
    await past.play();

    expect([past.playing, past.at]).toEqual([false, past.last]);
  });
});
