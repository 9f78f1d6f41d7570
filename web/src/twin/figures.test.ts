import { describe, expect, it } from 'vitest';
import { formatFor } from '@/words/format';
import { useBoards } from './boards';
import { compositionOf, figureGroups } from './composition';
import { quantile, useDelay } from './delay';
import { figureText, toneOf, useFigures } from './figures';
import type { FigureView, SignView } from './figures';
import { useLive } from './live';
import { boardOf, frameOf, world } from './testing';

const until = '2026-01-15T12:00:00Z';

function figure(id: string, part: Partial<FigureView> = {}): FigureView {
  return {
    figure: id, metric: id, group: 'time', kind: 'Share', source: 'Log', zh: id, en: id, window: '30d', from: until,
    value: 0.5, n: 4, unit: 'share', target: '95%', mark: 'DEF', ...part,
  };
}

function sign(id: string, part: Partial<SignView> = {}): SignView {
  return {
    sign: id, zh: id, en: id, shortZh: id, shortEn: id, unit: 'count', kind: 'Count', source: 'Log', value: 1,
    tone: 'Normal', staleSeconds: 600, yellow: 3, orange: 10, red: 25, critical: true, from: 'cases', ...part,
  };
}

function sheet(figures: FigureView[], signs: SignView[] = []): object {
  return { area: 'city', level: 'City', window: '30d', until, drills: 0, figures, signs, position: 7 };
}

describe('figures of an area', () => {
  it('come in one request, each with what it takes to count it again', async () => {
    const { asked } = world({ '/areas/city/figures?window=30d': sheet([figure('M01a')]) });
    const figures = useFigures();
    await figures.load('city');
    expect(asked).toEqual(['/areas/city/figures?window=30d']);
    expect(figures.byId.get('M01a')).toMatchObject({ area: 'city', value: 0.5, position: 7, at: until });
  });

  it('follow what the log and devices tell at each beat, and time alone at a calm pace', async () => {
    let readings = 0;
    const { asked, now } = world({
      '/areas/city/figures?window=30d': () => ({ ...sheet([figure('M01a')]), readings }),
    });
    const [figures, live] = [useFigures(), useLive()];
    const asksAtBeat = async (seconds: number): Promise<boolean> => {
      const before = asked.length;
      now.milliseconds += seconds * 1_000;
      await figures.follow('city');
      return asked.length > before;
    };
    expect(await asksAtBeat(0)).toBe(true);
    expect([await asksAtBeat(5), await asksAtBeat(5), await asksAtBeat(5)]).toEqual([false, false, true]);
    live.apply([frameOf('city', 'frame', { position: 8 })]);
    expect(await asksAtBeat(5)).toBe(true);
    live.apply([frameOf('city', 'frame', { position: 7 })]);
    readings = 3;
    expect(await asksAtBeat(5)).toBe(true);
    expect(await asksAtBeat(5)).toBe(true);
  });

  it('take heat from the live board and delay from the screen', async () => {
    world({ '/areas/city/figures?window=30d': sheet([
      figure('M24', { source: 'Board', value: null }), figure('M38', { source: 'Screen', value: null }),
    ]) });
    useBoards().applyFrames([frameOf('city', 'snapshot', {
      board: boardOf({ heatMicros: 2_500_000, position: 9, asOf: until }),
    })]);
    const figures = useFigures();
    await figures.load('city');
    expect(figures.byId.get('M24')).toMatchObject({ value: 2.5, position: 9 });
    expect(figures.byId.get('M38')).toMatchObject({ value: null, position: null });
    useDelay().note([1_000, 2_000], 3_000);
    expect(figures.byId.get('M38')?.value).toBe(1);
  });

  it('are explained as of the moment of the sheet, in the window of the figure', async () => {
    const { asked } = world({
      '/areas/city/figures?window=30d': sheet([figure('M03.Handling', { metric: 'M03', window: 'live' })]),
      '/areas/city/metrics/M03/rows?window=live&at=2026-01-15T12%3A00%3A00Z&page=1&pageSize=50': { rows: [] },
    });
    const figures = useFigures();
    await figures.load('city');
    await figures.explain('M03.Handling');
    expect(figures.rows).not.toBeNull();
    expect(asked).toHaveLength(2);
  });

  it('keep the last sheet when the server is silent, and say so', async () => {
    let silent = false;
    world({ '/areas/city/figures?window=30d': () => {
      if (silent) throw new Error('silence');
      return sheet([figure('M01a')]);
    } });
    const figures = useFigures();
    await figures.load('city');
    silent = true;
    await figures.load('city');
    expect([figures.failed, figures.figures.length]).toEqual([true, 1]);
  });
});

describe('vital signs', () => {
  it('are grey when nothing tells them or what is told is old, never green', () => {
    expect(toneOf(sign('VS15'), 1, 10)).toBe('Normal');
    expect(toneOf(sign('VS15'), 1, 601)).toBe('Stale');
    expect(toneOf(sign('VS01', { source: 'None' }), null, 0)).toBe('Absent');
    expect(toneOf(sign('VS01', { source: 'Device', tone: null }), 12, 10)).toBe('Stale');
    expect(toneOf(sign('VS01', { source: 'Device', tone: null }), null, 10)).toBe('Absent');
  });

  it('of devices are as old as their newest reading and say by which readings they can be counted again', async () => {
    const measured = (at: string) => sign('VS01', { source: 'Device', staleSeconds: 180, value: 12, at });
    world({ '/areas/city/figures?window=30d': {
      ...sheet([], [measured('2026-01-15T11:58:00Z'), measured('2026-01-15T11:56:00Z'), sign('VS15')]), readings: 42,
    } });
    const figures = useFigures();
    await figures.load('city');
    expect(figures.signs.map(({ readings }) => readings)).toEqual([42, 42, null]);
    expect(figures.signs.map(({ measuredAt }) => measuredAt)).toEqual([
      '2026-01-15T11:58:00Z', '2026-01-15T11:56:00Z', null,
    ]);
  });

  it('that the screen measures are judged by the same limits', () => {
    const delay = sign('VS20', { source: 'Screen', tone: null, yellow: 1, orange: 3, red: 10 });
    expect([0.5, 1, 4, 10].map((value) => toneOf(delay, value, 0))).toEqual(['Normal', 'Yellow', 'Orange', 'Red']);
  });
});

describe('words of figures', () => {
  const format = formatFor('zh-CN', 'Asia/Shanghai');

  it('say each kind in its own way', () => {
    expect(figureText('Share', 0.964, format)).toBe('96.4%');
    expect(figureText('Percent', 12, format)).toBe('12.0%');
    expect(figureText('Ratio', 0.64, format)).toBe('64.0%');
    expect(figureText('Minutes', 125, format)).toBe('2 时 5 分');
    expect(figureText('Count', 1_234, format)).toBe('1,234');
    expect(figureText('Days', 2.55, format)).toBe('2.6');
    expect(figureText('Share', null, format)).toBe('—');
  });

  it('rank delays', () => {
    expect([quantile([], 0.5), quantile([3, 1, 2], 0.5), quantile([3, 1, 2], 0.95)]).toEqual([null, 2, 3]);
  });
});

describe('what leads at a level', () => {
  it('differs from level to level, and its group is one of the board', () => {
    const levels = ['City', 'District', 'Street', 'Community', 'Grid'].map(compositionOf);
    expect(new Set(levels.map(({ leads }) => leads.join())).size).toBe(levels.length);
    for (const { group } of levels) if (group !== null) expect(figureGroups).toContain(group);
  });
});
