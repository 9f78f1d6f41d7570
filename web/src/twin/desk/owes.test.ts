import { describe, expect, it } from 'vitest';
import { Unreachable } from '@/wire/http';
import { useSession } from '../session';
import { threeOwe, world } from '../testing';
import { useOwes } from './owes';

const path = '/departments/Drainage/obligations?pageSize=100';

function at(department: string | null, answers: Record<string, unknown>, sees = ['departmentCases']) {
  const there = world(answers);
  useSession().session = { sees, roles: [{ role: 'Handler', department }] } as never;
  return there;
}

describe('what a department owes', () => {
  it('is the own one, as the server orders it', async () => {
    at('Drainage', { [path]: { rows: [threeOwe[2]], position: 9 } });
    const owes = useOwes();
    await owes.load();
    expect(owes.rows.map((row) => [row.caseId, row.supervision])).toEqual([['c-1', 4]]);
    owes.forget();
    expect(owes.rows).toEqual([]);
  });

  it('stays as it was when it cannot be read', async () => {
    const answers: Record<string, unknown> = { [path]: { rows: [threeOwe[2]], position: 9 } };
    at('Drainage', answers);
    const owes = useOwes();
    await owes.load();
    answers[`${path}&atLeast=9`] = new Unreachable('no network');
    await owes.load(9);
    expect(owes.rows).toHaveLength(1);
  });

  it('is asked for by nobody without a department', async () => {
    const { asked } = at(null, {});
    await useOwes().load();
    useSession().session = { sees: ['areaCases'], roles: [{ role: 'ShiftLead', department: 'Drainage' }] } as never;
    await useOwes().load();
    expect(asked).toEqual([]);
  });
});
