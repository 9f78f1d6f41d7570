import { describe, expect, it } from 'vitest';
import { TopicCursor } from './topicCursor';

const snapshot = (version: number) => ({ kind: 'snapshot', version });
const frame = (version: number) => ({ kind: 'frame', version });

describe('a topic cursor', () => {
  it('finds a hole in a frame that comes before any snapshot', () => {
    expect(new TopicCursor().judge(frame(1))).toBe('hole');
  });

  it('applies consecutive frames after a snapshot', () => {
    const cursor = new TopicCursor();
    expect([cursor.judge(snapshot(7)), cursor.judge(frame(8)), cursor.judge(frame(9))])
      .toEqual(['apply', 'apply', 'apply']);
    expect(cursor.version).toBe(9);
  });

  it('ignores what it has seen', () => {
    const cursor = new TopicCursor();
    cursor.judge(snapshot(7));
    expect(cursor.judge(frame(7))).toBe('ignore');
    expect(cursor.judge(frame(3))).toBe('ignore');
  });

  it('finds a hole and starts over from a snapshot', () => {
    const cursor = new TopicCursor();
    cursor.judge(snapshot(7));
    expect(cursor.judge(frame(9))).toBe('hole');
    expect(cursor.version).toBeNull();
    expect(cursor.judge(frame(10))).toBe('hole');
    expect(cursor.judge(snapshot(10))).toBe('apply');
  });

  it('takes a snapshot of any version, also a lower one', () => {
    const cursor = new TopicCursor();
    cursor.judge(snapshot(70));
    expect(cursor.judge(snapshot(3))).toBe('apply');
    expect(cursor.version).toBe(3);
  });
});
