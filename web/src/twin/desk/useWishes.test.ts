import { describe, expect, it } from 'vitest';
import { Refused, Unreachable } from '@/wire/http';
import { useWishes } from './useWishes';

const refused = new Refused(409, { status: 409, detail: 'no', detailZh: '不行', code: 'TopicNotNow' } as never);

describe('a wish', () => {
  it('keeps its identity when no answer came, so that pressed again it counts once', async () => {
    const { send, problem } = useWishes();
    const ids: string[] = [];
    const post = (id: string): Promise<void> => {
      ids.push(id);
      return ids.length === 1 ? Promise.reject(new Unreachable('cut')) : Promise.resolve();
    };

    expect(await send('open', post)).toBe(false);
    expect(problem.value).toBe('lost');
    expect(await send('open', post)).toBe(true);
    expect(problem.value).toBeNull();
    expect(ids[0]).toBe(ids[1]);
  });

  it('is a new one after an answer, also after a refusal', async () => {
    const { send, problem } = useWishes();
    const ids: string[] = [];
    const post = (id: string): Promise<void> => {
      ids.push(id);
      return ids.length === 1 ? Promise.reject(refused) : Promise.resolve();
    };

    await send('open', post);
    expect(problem.value).toEqual({ zh: '不行', en: 'no' });
    await send('open', post);
    await send('open', post);
    expect(new Set(ids).size).toBe(3);
  });

  it('waits for the one before it', async () => {
    const { send, busy } = useWishes();
    let answer = (): void => undefined;
    const first = send('a', () => new Promise((resolve) => {
      answer = resolve;
    }));

    expect([busy.value, await send('b', () => Promise.resolve())]).toEqual([true, false]);
    answer();
    expect([await first, busy.value]).toEqual([true, false]);
  });
});
