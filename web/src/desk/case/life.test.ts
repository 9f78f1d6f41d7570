import { describe, expect, it } from 'vitest';
import type { CaseDeskView } from '@/twin/desk/deskCase';
import { lifeOf } from './life';

const caseOf = (stages: [string, string][], open = true): CaseDeskView['case'] => ({
  open,
  steps: stages.map(([stage, at], version) => ({ version, position: version, kind: 'Filed', at, stage })),
}) as unknown as CaseDeskView['case'];

describe('the life line', () => {
  it('leaves out stages in which nobody waited', () => {
    const life = lifeOf(caseOf([
      ['Reported', '10:00'], ['UnderReview', '10:01'], ['Filed', '10:01'], ['Dispatching', '10:01'],
      ['AwaitAccept', '10:01'], ['Handling', '10:20'],
    ]));
    expect(life.filter((step) => step.when !== 'next').map((step) => step.stage))
      .toEqual(['Reported', 'AwaitAccept', 'Handling']);
  });

  it('marks where the case is, and what most cases do next', () => {
    const life = lifeOf(caseOf([['Reported', '10:00'], ['UnderReview', '10:01'], ['Dispatching', '10:05']]));
    expect(life.find((step) => step.when === 'now')?.stage).toBe('Dispatching');
    expect(life.filter((step) => step.when === 'next').map((step) => step.stage))
      .toEqual(['AwaitAccept', 'Handling', 'Checking', 'Closed']);
  });

  it('goes back when the case did, and ends when it ended', () => {
    const life = lifeOf(caseOf([['Checking', '10:00'], ['Rework', '11:00'], ['Checking', '12:00'], ['Closed', '13:00']],
      false));
    expect(life.map((step) => [step.stage, step.when])).toEqual([
      ['Checking', 'past'], ['Rework', 'past'], ['Checking', 'past'], ['Closed', 'now'],
    ]);
  });
});
