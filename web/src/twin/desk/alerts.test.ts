import { describe, expect, it } from 'vitest';
import { Refused, Unreachable } from '@/wire/http';
import { useSession } from '../session';
import { world } from '../testing';
import type { AlertView, AlertWish, DeviceView } from './alerts';
import { useAlerts } from './alerts';

const list = '/alerts?area=a%2F1';
const acted = '/devices/water-001/alert/ack';
const first = new Refused(409, { status: 409, detail: 'no', detailZh: '不行', code: 'AlertAcked' } as never);

function alert(id: string, part: Partial<DeviceView> = {}): AlertView {
  return { device: { id, alert: 'Raised', ...part } as DeviceView, acts: ['Ack'] };
}

function listOf(...alerts: AlertView[]) {
  return { area: 'a/1', until: '2026-01-15T12:00:00Z', alerts, position: 9 };
}

/** A desk, and what it posted. */
function atDesk(answers: Record<string, unknown>, sees = ['areaCases']) {
  const { asked, ports } = world(answers);
  useSession().session = { sees } as never;
  const sent: { path: string; body: AlertWish & { commandId: string } }[] = [];
  const answer = ports.api.post.bind(ports.api);
  ports.api.post = ((path: string, body: never) => {
    sent.push({ path, body });
    return answer(path, body);
  }) as never;
  return { asked, sent };
}

describe('alerts of a desk', () => {
  it('stand with the gravest first, then the longest; what is only silenced comes last', async () => {
    const [early, late] = ['2026-01-15T11:00:00Z', '2026-01-15T11:00:00.5Z'];
    atDesk({ [list]: listOf(
      alert('silenced'), alert('c', { severity: 'S3', raisedAt: early }),
      alert('b', { severity: 'S2', raisedAt: late }),
      alert('unset', { severity: 'Unset', raisedAt: early }), alert('a', { severity: 'S2', raisedAt: early }),
    ) });
    const alerts = useAlerts();
    await alerts.load('a/1');
    expect(alerts.rows.map(({ device }) => device.id)).toEqual(['a', 'b', 'c', 'unset', 'silenced']);
  });

  it('are read again after an act', async () => {
    const answers: Record<string, unknown> = { [list]: listOf(alert('water-001')), [acted]: {} };
    const { sent } = atDesk(answers);
    const alerts = useAlerts();
    await alerts.load('a/1');
    const ackedAt = '2026-01-15T12:00:00Z';
    answers[list] = listOf(alert('water-001', { ackedAt }));
    expect(await alerts.act(alert('water-001').device, 'ack')).toBe(true);
    expect([alerts.rows[0]?.device.ackedAt, alerts.busy, alerts.problem]).toEqual([ackedAt, false, null]);
    expect(sent).toEqual([{ path: acted, body: { commandId: expect.any(String) } }]);
  });

  it('tell why, and until when', async () => {
    const { sent } = atDesk({ '/devices/water-001/alert/silence': {} });
    await useAlerts().act(alert('water-001').device, 'silence', { reason: 'Test', until: '2026-01-15T12:30:00Z' });
    expect(sent[0]?.body).toMatchObject({ reason: 'Test', until: '2026-01-15T12:30:00Z' });
  });

  it('say what the server said when somebody else was first, and show what holds now', async () => {
    const answers: Record<string, unknown> = { [list]: listOf(alert('water-001')), [acted]: first };
    atDesk(answers);
    const alerts = useAlerts();
    await alerts.load('a/1');
    answers[list] = listOf();
    expect(await alerts.act(alert('water-001').device, 'ack')).toBe(false);
    expect([alerts.about, alerts.problem, alerts.rows]).toEqual(['water-001', { zh: '不行', en: 'no' }, []]);
    alerts.dismiss();
    expect([alerts.about, alerts.problem]).toEqual([null, null]);
  });

  it('are one wish after a cut; the next alert of the device is another', async () => {
    const answers: Record<string, unknown> = { [acted]: new Unreachable('no network') };
    const { sent } = atDesk(answers);
    const alerts = useAlerts();
    const [now, later] = ['2026-01-15T12:00:00Z', '2026-01-15T13:00:00Z']
      .map((raisedAt) => alert('water-001', { raisedAt }).device);
    for (const device of [now, now, later]) await alerts.act(device as DeviceView, 'ack');
    expect(alerts.problem).toBe('lost');
    const [one, again, other] = sent.map(({ body }) => body.commandId);
    expect([again === one, other === one]).toEqual([true, false]);
  });

  it('keep what warns when the list cannot be read, and forget it with the desk', async () => {
    const answers: Record<string, unknown> = { [list]: listOf(alert('water-001')) };
    atDesk(answers, ['areaCounts']);
    const alerts = useAlerts();
    await alerts.load('a/1');
    answers[list] = new Unreachable('no network');
    await alerts.load('a/1');
    expect(alerts.rows).toHaveLength(1);
    alerts.forget();
    expect(alerts.rows).toEqual([]);
  });

  it('are no matter of whoever sees no area', async () => {
    const { asked } = atDesk({}, ['ownTasks']);
    await useAlerts().load('a/1');
    expect(asked).toEqual([]);
  });
});
