import { backoffMilliseconds } from './backoff';
import type { BackoffOptions } from './backoff';
import type { FrameView } from './contracts';
import type { Hub } from './hub';
import { TopicCursor } from './topicCursor';

export interface WatchOptions {
  backoff: BackoffOptions;
  chance: () => number;
  later: (run: () => void, milliseconds: number) => void;
}

type HubStreams = Pick<Hub, 'stream' | 'onState' | 'state'>;

interface Topic {
  area: string;
  cursor: TopicCursor;
  close: () => void;
  tries: number;
  /** Tells a late end of an older stream from an end of the present one. */
  turn: number;
}

export interface WatchFigures {
  frames: number;
  snapshots: number;
  holes: number;
}

/** Watches many areas without a gap: resumes where it was, or starts over from a snapshot. */
export class FrameWatch {
  readonly figures: WatchFigures = { frames: 0, snapshots: 0, holes: 0 };
  private readonly topics = new Map<string, Topic>();

  constructor(
    private readonly hub: HubStreams,
    private readonly apply: (frame: FrameView) => void,
    private readonly options: WatchOptions,
  ) {
    hub.onState((state) => {
      if (state === 'live') for (const topic of this.topics.values()) this.open(topic);
    });
  }

  get areas(): readonly string[] {
    return [...this.topics.keys()];
  }

  /** Watches exactly these areas: the new ones open, the others close, the same ones stay. */
  watchOnly(areas: Iterable<string>): void {
    const wanted = new Set(areas);
    for (const topic of this.topics.values()) {
      if (wanted.has(topic.area)) continue;
      this.topics.delete(topic.area);
      topic.turn++;
      topic.close();
    }

    for (const area of wanted) {
      if (this.topics.has(area)) continue;
      const topic: Topic = { area, cursor: new TopicCursor(), close: () => undefined, tries: 0, turn: 0 };
      this.topics.set(area, topic);
      if (this.hub.state === 'live') this.open(topic);
    }
  }

  private open(topic: Topic): void {
    const turn = ++topic.turn;
    topic.close();
    const args = topic.cursor.version === null ? [topic.area, null] : [topic.area, topic.cursor.version];
    topic.close = this.hub.stream<FrameView>('Watch', args, {
      next: (frame) => {
        if (turn === topic.turn) this.take(topic, frame);
      },
      ended: () => {
        if (turn === topic.turn) this.again(topic, turn);
      },
    });
  }

  private take(topic: Topic, frame: FrameView): void {
    topic.tries = 0;
    const verdict = topic.cursor.judge(frame);
    if (verdict === 'hole') {
      this.figures.holes++;
      this.open(topic);
      return;
    }

    if (verdict === 'ignore') return;
    if (frame.kind === 'snapshot') this.figures.snapshots++;
    else this.figures.frames++;
    this.apply(frame);
  }

  private again(topic: Topic, turn: number): void {
    if (this.hub.state !== 'live') return;
    const wait = backoffMilliseconds(topic.tries++, this.options.backoff, this.options.chance);
    this.options.later(() => {
      if (turn === topic.turn && this.hub.state === 'live') this.open(topic);
    }, wait);
  }
}
