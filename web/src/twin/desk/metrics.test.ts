import { describe, expect, it } from 'vitest';
import { formatFor } from '@/words/format';
import { areaOf, world } from '../testing';
import { useAreas } from '../areas';
import { useSession } from '../session';
import { metricText, partKind, useMetrics } from './metrics';

const sheet = { until: '2026-01-15T12:00:00Z', metrics: [{ code: 'M01a' }], position: 7 };

function signedIn(roles: object[], sees: string[]): void {
  useSession().session = { account: 'a', roles, sees } as never;
}

describe('metrics of a desk', () => {
  it('are those of its area, and rows are of the moment of the sheet', async () => {
    const { asked } = world({
      '/areas': [areaOf('city', 'City', null)],
      '/areas/s-1/metrics?window=7d': sheet,
      '/areas/s-1/metrics/M01a/rows?window=7d&at=2026-01-15T12%3A00%3A00Z&page=1&pageSize=50': { rows: [] },
    });
    signedIn([{ role: 'StreetOffice', home: 's-1', department: 'StreetOffice' }], ['areaCases', 'areaCounts']);
    const metrics = useMetrics();
    await metrics.load('7d');
    await metrics.explain('M01a');
    expect(metrics.state).toBe('ready');
    expect(metrics.rows).not.toBeNull();
    expect(asked.at(-1)).toContain('/M01a/rows');
  });

  it('are those of the department where nobody counts the area', async () => {
    const { asked } = world({
      '/areas': [areaOf('city', 'City', null)],
      '/areas/city/metrics?window=live&department=Power': sheet,
    });
    await useAreas().load();
    signedIn([{ role: 'Handler', department: 'Power' }], ['departmentCases', 'caseText']);
    await useMetrics().load();
    expect(asked.at(-1)).toBe('/areas/city/metrics?window=live&department=Power');
  });

  it('say a share, a count and minutes each in its own way', () => {
    const format = formatFor('en', 'UTC');
    expect(metricText('Share', 0.964, format)).toBe('96.4%');
    expect(metricText('Count', 1_234, format)).toBe('1,234');
    expect(metricText('Days', 2.55, format)).toBe('2.6');
    expect(metricText('Share', null, format)).toBe('—');
    expect([partKind('M09', 'p90'), partKind('M01a', 'strict'), partKind('M03', 'Handling')])
      .toEqual(['Minutes', 'Share', 'Count']);
  });
});
