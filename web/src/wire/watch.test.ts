import { describe, expect, it } from 'vitest';
import type { FrameView } from './contracts';
import type { HubState, StreamHandlers } from './hub';
import { FrameWatch } from './watch';

/** The hub's side of the line, played by the test. */
class Line {
  state: HubState = 'live';
  opened: { args: unknown[]; handlers: StreamHandlers<FrameView>; closed: boolean }[] = [];
  private listener: (state: HubState) => void = () => undefined;

  onState(listener: (state: HubState) => void): () => void {
    this.listener = listener;
    listener(this.state);
    return () => undefined;
  }

  stream<T>(_: string, args: unknown[], handlers: StreamHandlers<T>): () => void {
    const stream = { args, handlers: handlers as unknown as StreamHandlers<FrameView>, closed: false };
    this.opened.push(stream);
    return () => (stream.closed = true);
  }

  become(state: HubState): void {
    this.state = state;
    this.listener(state);
  }

  get last() {
    const stream = this.opened[this.opened.length - 1];
    if (stream === undefined) throw new Error('Found no stream; expected one.');
    return stream;
  }
}

function watching(): { line: Line; watch: FrameWatch; applied: string[]; timers: (() => void)[] } {
  const line = new Line();
  const applied: string[] = [];
  const timers: (() => void)[] = [];
  const watch = new FrameWatch(line, (frame) => applied.push(`${frame.area} ${frame.kind} ${frame.version}`), {
    backoff: { firstMilliseconds: 1, mostMilliseconds: 1 },
    chance: () => 0.5,
    later: (run) => timers.push(run),
  });
  return { line, watch, applied, timers };
}

const frame = (area: string, kind: string, version: number): FrameView => ({
  area, kind, version, children: [], cases: [], posts: [], position: version, map: 0, modes: 0,
  at: '2026-01-01T00:00:00Z',
});

describe('a watch on areas', () => {
  it('starts each area from a snapshot', () => {
    const { line, watch } = watching();
    watch.watchOnly(['a', 'b']);
    expect(line.opened.map((stream) => stream.args)).toEqual([['a', null], ['b', null]]);
  });

  it('keeps the streams that are still wanted and closes the others', () => {
    const { line, watch } = watching();
    watch.watchOnly(['a', 'b']);
    watch.watchOnly(['b', 'c']);
    expect(line.opened.map((stream) => [stream.args[0], stream.closed])).toEqual([
      ['a', true], ['b', false], ['c', false],
    ]);
  });

  it('resumes from its last version after a cut', () => {
    const { line, watch, applied } = watching();
    watch.watchOnly(['a']);
    line.last.handlers.next(frame('a', 'snapshot', 4));
    line.last.handlers.next(frame('a', 'frame', 5));
    line.become('reconnecting');
    line.last.handlers.ended('cut');
    line.become('live');
    expect(line.last.args).toEqual(['a', 5]);
    line.last.handlers.next(frame('a', 'frame', 6));
    expect(applied).toEqual(['a snapshot 4', 'a frame 5', 'a frame 6']);
  });

  it('asks for a snapshot when a version is missing, and applies nothing of the hole', () => {
    const { line, watch, applied } = watching();
    watch.watchOnly(['a']);
    line.last.handlers.next(frame('a', 'snapshot', 4));
    line.last.handlers.next(frame('a', 'frame', 6));
    expect(line.last.args).toEqual(['a', null]);
    expect(applied).toEqual(['a snapshot 4']);
    expect(watch.figures.holes).toBe(1);
  });

  it('does not hear a stream that it has left behind', () => {
    const { line, watch, applied } = watching();
    watch.watchOnly(['a']);
    const old = line.last;
    watch.watchOnly([]);
    old.handlers.next(frame('a', 'snapshot', 4));
    expect(applied).toEqual([]);
  });

  it('opens a stream again that ended while the line lives', () => {
    const { line, watch, timers } = watching();
    watch.watchOnly(['a']);
    line.last.handlers.next(frame('a', 'snapshot', 4));
    line.last.handlers.ended('the server let go');
    expect(line.opened).toHaveLength(1);
    timers.forEach((run) => run());
    expect(line.last.args).toEqual(['a', 4]);
  });
});
