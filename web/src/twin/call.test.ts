import { describe, expect, it } from 'vitest';
import { Refused, Unreachable } from '@/wire/http';
import { useCall } from './call';
import { useCity } from './city';
import { world } from './testing';

const path = '/cases/c-1/contact?purpose=call';
const answer = { caseId: 'c-1', contact: '13900139000', showUntil: '2026-01-15T12:01:00Z' };

describe('the call', () => {
  it('shows how the reporter is reached until the minute is over', async () => {
    const { now } = world({ [path]: answer });
    useCity().tick();
    const call = useCall();
    await call.show('c-1', 'call');
    expect([call.stateOf('c-1'), call.contactOf('c-1'), call.secondsLeft]).toEqual(['shown', '13900139000', 60]);
    expect(call.contactOf('c-2')).toBeNull();

    now.milliseconds += 60_000;
    useCity().tick();
    expect([call.stateOf('c-1'), call.contactOf('c-1')]).toEqual(['closed', null]);
  });

  it('says when nobody left a contact, when the case is not in hand, and when there is no network', async () => {
    const no = new Refused(403, { status: 403, detail: '', code: 'NotAllowed' } as never);
    for (const [found, state] of [
      [{ ...answer, contact: null }, 'none'], [no, 'refused'], [new Unreachable('cut'), 'lost'],
    ] as const) {
      world({ [path]: found });
      const call = useCall();
      await call.show('c-1', 'call');
      expect([call.stateOf('c-1'), call.contactOf('c-1')]).toEqual([state, null]);
    }
  });

  it('forgets at once when it is put away', async () => {
    world({ [path]: answer });
    const call = useCall();
    await call.show('c-1', 'call');
    call.hide();
    expect(call.contactOf('c-1')).toBeNull();
  });
});
