import type { CaseDeskView } from '@/twin/desk/deskCase';

export interface LifeStep {
  stage: string;
  /** When it was entered; null: still to come. */
  at: string | null;
  when: 'past' | 'now' | 'next';
}

/** The way that most cases go; stages where nobody waits are left out of what is to come. */
const way = ['UnderReview', 'Dispatching', 'AwaitAccept', 'Handling', 'Checking', 'Closed'] as const;

/** Where each stage stands on that way. */
const placeOf: Record<string, number> = {
  Reported: 0, UnderReview: 0, SpotChecking: 0, NotAccepted: 0, Merged: 0, Filed: 1, Dispatching: 1, AwaitAccept: 2,
  Handling: 3, ExtensionAsked: 3, Pending: 3, JointHandling: 3, Rework: 3, Reopened: 3, Handled: 4, Checking: 4,
  FollowingUp: 4, Closed: 5, Archived: 5, Voided: 5, ReferredOut: 5,
};

/** The stages that the case went through, in its own order, then what most cases do next. */
export function lifeOf(one: CaseDeskView['case']): LifeStep[] {
  const gone: LifeStep[] = [];
  for (const step of one.steps) {
    if (gone.at(-1)?.stage === step.stage) continue;
    const last = gone.at(-1);
    // Passed in the same moment: nobody waited there.
    if (last?.at === step.at && gone.length > 1) gone.pop();
    gone.push({ stage: step.stage, at: step.at, when: 'past' });
  }

  const now = gone.at(-1);
  if (now === undefined) return [];
  now.when = 'now';
  const place = placeOf[now.stage] ?? 5;
  const next = one.open ? way.slice(place + 1) : [];
  return [...gone, ...next.map((stage) => ({ stage, at: null, when: 'next' as const }))];
}
