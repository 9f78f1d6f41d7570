/** The four groups that part the open cases, and the end. */
export const stageGroups = ['unassigned', 'awaiting', 'handling', 'checking', 'closed'] as const;
export type StageGroup = (typeof stageGroups)[number];

const groupByStage: Record<string, StageGroup> = {
  Reported: 'unassigned',
  UnderReview: 'unassigned',
  SpotChecking: 'unassigned',
  Filed: 'unassigned',
  Dispatching: 'unassigned',
  Reopened: 'unassigned',
  AwaitAccept: 'awaiting',
  Handling: 'handling',
  ExtensionAsked: 'handling',
  Pending: 'handling',
  JointHandling: 'handling',
  Rework: 'handling',
  Handled: 'checking',
  Checking: 'checking',
  FollowingUp: 'checking',
};

/** The group that a stage counts in on a board; every stage that is not open counts as ended. */
export function stageGroup(stage: string): StageGroup {
  return groupByStage[stage] ?? 'closed';
}
