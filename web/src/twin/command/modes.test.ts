import { describe, expect, it } from 'vitest';
import type { ModeView } from '@/wire/contracts';
import { useAreas } from '../areas';
import { areaOf, world } from '../testing';
import { useCommandDesk } from './commandDesk';
import { modeRows } from './modeRows';
import { useModes } from './modes';
import { Refused, Unreachable } from '@/wire/http';

const held = (area: string, mode: string, part: Partial<ModeView> = {}): ModeView => ({
  area, areaName: area, hazard: 'Rain', hazardZh: '暴雨内涝', hazardEn: 'Rainstorm', mode, zh: mode, en: mode, height: 3,
  since: '2026-01-15T10:00:00Z', until: '2026-01-15T20:00:00Z', missed: 0, endPassed: false, ...part,
});
const all = (version: number, ...modes: ModeView[]) => ({ table: [], hazards: [], held: modes, version });

describe('the modes', () => {
  it('are asked for once when a frame tells of more, and not when it tells of what is known', async () => {
    const { asked } = world({ '/modes': all(4, held('city', 'War4')) });
    const modes = useModes();
    await modes.follow(0);
    await modes.follow(4);
    await modes.follow(4);
    expect(asked).toEqual(['/modes']);
    expect(modes.held.map((one) => one.mode)).toEqual(['War4']);
  });

  it('hold for an area from above and from below, and not from beside it', async () => {
    world({ '/modes': all(1, held('city', 'Watch'), held('west', 'War3'), held('east', 'War1'), held('w1', 'War2')) });
    useAreas().all = [
      areaOf('city', 'City', null), areaOf('west', 'Street', 'city'), areaOf('east', 'Street', 'city'),
      areaOf('w1', 'Grid', 'west'),
    ];
    const modes = useModes();
    await modes.load();
    expect(modes.around('west').map((one) => one.mode)).toEqual(['Watch', 'War3', 'War2']);
    expect(modes.around('city')).toHaveLength(4);
  });

  it('are told with drill, lateness and what waits for a second office', () => {
    const words = {
      t: (key: string, named: Record<string, unknown>) => `${key} ${Object.values(named).join(' ')}`.trim(),
      either: (zh: string | null | undefined) => zh ?? null,
      dateTime: (at: string) => at.slice(11, 16),
    };
    const [late, proposed] = modeRows([
      held('city', 'War3', { drill: 'd-1', missed: 2, raisedToName: '市' }),
      held('city', 'War2', { endPassed: true, proposed: {
        to: 'War3', zh: '三级', en: 'three', until: '', reason: 'Calm', role: 'Planner', roleZh: '', roleEn: '', at: '',
      } }),
    ], words);
    expect([late?.drill, late?.late]).toEqual(['mode.drill d-1', 'mode.missed 2 市']);
    expect([proposed?.drill, proposed?.late, proposed?.proposed])
      .toEqual([null, 'mode.endPassed', 'mode.proposed 三级']);
    expect(late?.when).toBe('mode.since 10:00 · mode.until 20:00');
  });
});

describe('a command from the desk', () => {
  it('has the same identity again only when no answer came', async () => {
    const { ports } = world({ '/areas/west/modes': {}, '/plans': [], '/modes': all(1) });
    const sent: string[] = [];
    let failure: Error = new Unreachable('cut');
    ports.api.post = (async (_: string, body: { commandId: string }) => {
      sent.push(body.commandId);
      throw failure;
    }) as never;
    const desk = useCommandDesk();
    await desk.open('west');
    await desk.give('review', { hazard: 'Rain' });
    expect(desk.refusal).toBe('lost');
    failure = new Refused(409, {
      type: '', title: '', status: 409, code: 'InPeace', detail: 'In peace.', detailZh: '平时。',
    });
    await desk.give('review', { hazard: 'Rain' });
    await desk.give('review', { hazard: 'Rain' });
    expect(desk.refusal).toEqual({ zh: '平时。', en: 'In peace.' });
    expect([sent[0] === sent[1], sent[1] === sent[2]]).toEqual([true, false]);
  });
});
