import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { BoardView, BoardsView, FrameView } from '@/wire/contracts';
import { usePorts } from './ports';

export type { BoardView };

/** The live counts of every area that is watched. Newer boards replace older ones, whole. */
export const useBoards = defineStore('boards', () => {
  // Hundreds of boards change ten times a second: a plain map and one counter, not deep reactivity.
  const byArea = new Map<string, BoardView>();
  /** Areas that tell their board themselves; their word counts more than their parent's copy of it. */
  const own = new Set<string>();
  const changes = ref(0);

  function board(area: string): BoardView | null {
    void changes.value;
    return byArea.get(area) ?? null;
  }

  /** Returns the areas whose boards changed. */
  function applyFrames(frames: readonly FrameView[]): string[] {
    const changed = new Set<string>();
    for (const frame of frames) {
      if (frame.board != null) {
        own.add(frame.area);
        byArea.set(frame.area, frame.board);
        changed.add(frame.area);
      }

      for (const child of frame.children) if (putCopy(child.id, child.board)) changed.add(child.id);
    }

    if (changed.size > 0) changes.value++;
    return [...changed];
  }

  /** Another moment: nothing of what was shown holds. */
  function restart(frames: readonly FrameView[]): void {
    byArea.clear();
    own.clear();
    for (const frame of frames) if (frame.board != null) byArea.set(frame.area, frame.board);
    changes.value++;
  }

  /** All boards at once, for the first picture. */
  async function load(): Promise<void> {
    const answer = await usePorts().api.get<BoardsView>('/boards');
    for (const { id, board: loaded } of answer.boards) putCopy(id, loaded);
    changes.value++;
  }

  function putCopy(area: string, copy: BoardView): boolean {
    const before = byArea.get(area);
    const older = before !== undefined
      && (copy.facts < before.facts || Date.parse(copy.asOf) < Date.parse(before.asOf));
    if (older && own.has(area)) return false;
    byArea.set(area, copy);
    return true;
  }

  /** Areas that are no longer watched speak through their parent again. */
  function keepOwn(areas: ReadonlySet<string>): void {
    for (const area of own) if (!areas.has(area)) own.delete(area);
  }

  return { changes, board, applyFrames, restart, load, keepOwn };
});
