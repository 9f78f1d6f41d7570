import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import type { FrameView, MarkView } from '@/wire/contracts';
import { limitOf } from './tone';
import type { Limit } from './tone';

/** A case on the map, with the grid or area that it belongs to. */
export interface OpenCase extends MarkView, Limit {
  home: string;
}

export interface CaseChange {
  caseId: string;
  before: OpenCase | null;
  /** Null: no longer open, or gone to another home. */
  after: OpenCase | null;
  /** What the last frame said, also when the case ended. */
  said: OpenCase;
  /** Happened while we watched; false for what a snapshot told. */
  fresh: boolean;
}

export function openCaseOf(mark: MarkView, home: string): OpenCase {
  return { ...mark, ...limitOf(mark.reportedAt, mark.dueAt), home };
}

type Listener = (changes: readonly CaseChange[]) => void;

/** The open cases of every watched grid and area. */
export const useCases = defineStore('cases', () => {
  const byId = new Map<string, OpenCase>();
  const idsByHome = new Map<string, Set<string>>();
  const listeners = new Set<Listener>();
  const changes = ref(0);

  const count = computed(() => {
    void changes.value;
    return byId.size;
  });

  function applyFrames(frames: readonly FrameView[]): CaseChange[] {
    const happened: CaseChange[] = [];
    for (const frame of frames) {
      const fresh = frame.kind !== 'snapshot';
      if (!fresh) forgetMissing(frame, happened);
      for (const mark of frame.cases) take(openCaseOf(mark, frame.area), fresh, happened);
    }

    if (happened.length > 0) {
      changes.value++;
      for (const listener of listeners) listener(happened);
    }

    return happened;
  }

  /** Another moment, told whole: also what is older than what was shown is right now. */
  function restart(frames: readonly FrameView[]): void {
    const told = new Map<string, OpenCase>();
    for (const frame of frames) for (const mark of frame.cases) told.set(mark.caseId, openCaseOf(mark, frame.area));
    const happened: CaseChange[] = [];
    for (const before of [...byId.values()]) {
      if (told.has(before.caseId)) continue;
      remove(before);
      happened.push({ caseId: before.caseId, before, after: null, said: before, fresh: false });
    }

    for (const said of told.values()) put(said, false, happened);
    changes.value++;
    for (const listener of listeners) listener(happened);
  }

  // A snapshot is all there is: what it does not name is no longer open here.
  function forgetMissing(frame: FrameView, happened: CaseChange[]): void {
    const named = new Set(frame.cases.map((mark) => mark.caseId));
    for (const caseId of [...(idsByHome.get(frame.area) ?? [])]) {
      if (named.has(caseId)) continue;
      const before = byId.get(caseId);
      if (before === undefined) continue;
      remove(before);
      happened.push({ caseId, before, after: null, said: before, fresh: false });
    }
  }

  function take(said: OpenCase, fresh: boolean, happened: CaseChange[]): void {
    const before = byId.get(said.caseId) ?? null;
    if (before !== null && before.position > said.position) return;
    if (said.open) {
      put(said, fresh, happened);
    } else if (before !== null && before.home === said.home) {
      remove(before);
      happened.push({ caseId: said.caseId, before, after: null, said, fresh });
    }
  }

  function put(said: OpenCase, fresh: boolean, happened: CaseChange[]): void {
    const before = byId.get(said.caseId) ?? null;
    if (before !== null && before.home !== said.home) remove(before);
    // Set in place: a case keeps its turn, so that groups on the map stay as they are.
    byId.set(said.caseId, said);
    const ids = idsByHome.get(said.home);
    if (ids === undefined) idsByHome.set(said.home, new Set([said.caseId]));
    else ids.add(said.caseId);
    happened.push({ caseId: said.caseId, before, after: said, said, fresh });
  }

  function remove(gone: OpenCase): void {
    byId.delete(gone.caseId);
    idsByHome.get(gone.home)?.delete(gone.caseId);
  }

  /** Homes that are no longer watched take their cases with them. */
  function keepHomes(homes: ReadonlySet<string>): void {
    const happened: CaseChange[] = [];
    for (const [home, ids] of idsByHome) {
      if (homes.has(home)) continue;
      for (const caseId of [...ids]) {
        const before = byId.get(caseId);
        if (before === undefined) continue;
        remove(before);
        happened.push({ caseId, before, after: null, said: before, fresh: false });
      }

      idsByHome.delete(home);
    }

    if (happened.length === 0) return;
    changes.value++;
    for (const listener of listeners) listener(happened);
  }

  function get(caseId: string): OpenCase | null {
    void changes.value;
    return byId.get(caseId) ?? null;
  }

  function all(): IterableIterator<OpenCase> {
    void changes.value;
    return byId.values();
  }

  /** Layers that follow single changes listen here; returns the way to stop. */
  function onChanges(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  return { changes, count, applyFrames, restart, keepHomes, get, all, onChanges };
});
