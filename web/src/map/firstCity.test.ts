import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { firstCity, whenDrawn } from './firstCity';

type Picture = Parameters<typeof whenDrawn>[0];

/** A map and its graphics side, moved by hand. */
function pictured(): { map: Picture; state: { loaded: boolean; painted: boolean }; render: () => void } {
  const state = { loaded: false, painted: false };
  const looks = new Set<() => void>();
  const gl = {
    SYNC_GPU_COMMANDS_COMPLETE: 1, SYNC_STATUS: 2, SIGNALED: 3, fenceSync: () => ({}), flush: () => undefined,
    isContextLost: () => false, getSyncParameter: () => (state.painted ? 3 : 0),
  };
  const map = {
    on: (_: string, look: () => void) => looks.add(look),
    off: (_: string, look: () => void) => looks.delete(look),
    isSourceLoaded: () => state.loaded,
    getCanvas: () => ({ getContext: () => gl }),
  } as unknown as Picture;
  return { map, state, render: () => [...looks].forEach((look) => look()) };
}

describe('the first picture', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('waits for the tiles, for a picture with them, and for its paint', () => {
    const { map, state, render } = pictured();
    const done = vi.fn();
    whenDrawn(map, 'city', done);
    render();
    state.loaded = true;
    vi.advanceTimersByTime(1_000);
    expect(done).not.toHaveBeenCalled();
    render();
    vi.advanceTimersByTime(1_000);
    expect(done).not.toHaveBeenCalled();
    state.painted = true;
    vi.advanceTimersByTime(100);
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('is not waited for for ever when nobody tells of its paint', () => {
    const { map, state, render } = pictured();
    state.loaded = true;
    const done = vi.fn();
    whenDrawn(map, 'city', done);
    render();
    vi.advanceTimersByTime(firstCity.paintWithinMilliseconds - 1_000);
    expect(done).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2_000);
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('is told once', () => {
    const { map, state, render } = pictured();
    Object.assign(state, { loaded: true, painted: true });
    const done = vi.fn();
    whenDrawn(map, 'city', done);
    render();
    render();
    vi.advanceTimersByTime(1_000);
    expect(done).toHaveBeenCalledTimes(1);
  });
});
