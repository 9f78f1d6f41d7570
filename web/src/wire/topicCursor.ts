import type { FrameView } from './contracts';

export type Verdict = 'apply' | 'ignore' | 'hole';

/** Proves that nothing of a topic was missed: versions are consecutive, or a snapshot comes. */
export class TopicCursor {
  /** Last version applied; null before the first snapshot. */
  version: number | null = null;

  judge(frame: Pick<FrameView, 'kind' | 'version'>): Verdict {
    if (frame.kind === 'snapshot') {
      this.version = frame.version;
      return 'apply';
    }

    if (this.version === null) return 'hole';
    if (frame.version <= this.version) return 'ignore';
    if (frame.version > this.version + 1) {
      this.version = null;
      return 'hole';
    }

    this.version = frame.version;
    return 'apply';
  }
}
