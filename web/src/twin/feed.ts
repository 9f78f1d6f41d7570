import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { defaults } from './defaults';
import type { CaseChange } from './cases';
import { stageGroup } from './stages';
import type { StageGroup } from './stages';

export interface FeedRow {
  key: string;
  at: string;
  caseId: string;
  kind: 'reported' | 'moved' | 'ended';
  stage: string;
  severity: string;
  class: string | null;
  home: string;
  drill: boolean;
}

export interface StageMove {
  from: StageGroup | null;
  to: StageGroup;
  severity: string;
}

type Listener = (moves: readonly StageMove[]) => void;

/** The last things that happened, newest first; only what frames told, never what a snapshot held. */
export const useFeed = defineStore('feed', () => {
  const rows = shallowRef<readonly FeedRow[]>([]);
  const listeners = new Set<Listener>();

  function applyChanges(changes: readonly CaseChange[]): void {
    const fresh = newest(changes, rowOf, defaults.feedRows);
    if (fresh.length === 0) return;
    rows.value = [...fresh, ...rows.value].slice(0, defaults.feedRows);
    const moves = newest(changes, moveOf, defaults.feedMoves);
    if (moves.length > 0) for (const listener of listeners) listener(moves);
  }

  function onMoves(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  return { rows, applyChanges, onMoves };
});

/** The last ones first, no more than are shown: a storm brings thousands. */
function newest<T>(changes: readonly CaseChange[], of: (change: CaseChange) => T | null, most: number): T[] {
  const found: T[] = [];
  for (let index = changes.length - 1; index >= 0 && found.length < most; index--) {
    const change = changes[index];
    const one = change === undefined ? null : of(change);
    if (one !== null) found.push(one);
  }

  return found;
}

function rowOf(change: CaseChange): FeedRow | null {
  if (!change.fresh) return null;
  const { before, after, said } = change;
  if (before !== null && after !== null && before.stage === after.stage) return null;
  return {
    key: `${said.caseId}@${said.position}`,
    at: said.changedAt,
    caseId: said.caseId,
    kind: before === null ? 'reported' : after === null ? 'ended' : 'moved',
    stage: said.stage,
    severity: said.severity,
    class: said.class ?? null,
    home: said.home,
    drill: said.drill != null,
  };
}

function moveOf(change: CaseChange): StageMove | null {
  if (!change.fresh) return null;
  const from = change.before === null ? null : stageGroup(change.before.stage);
  const to = change.after === null ? 'closed' : stageGroup(change.after.stage);
  return from === to ? null : { from, to, severity: change.said.severity };
}
