import { describe, expect, it } from 'vitest';
import { fit } from './camera';

const box = [120.8, 29.14, 120.88, 29.22];
const screen = { width: 1920, height: 1080, insets: { top: 80, right: 420, bottom: 200, left: 420 } };

describe('the camera', () => {
  it('stands closer to a smaller area', () => {
    const far = fit({ boxes: [box], level: 'Street', ...screen });
    const near = fit({ boxes: [[120.83, 29.17, 120.84, 29.18]], level: 'Street', ...screen });
    expect(near.zoom).toBeGreaterThan(far.zoom + 1);
  });

  it('stands farther away when panels leave less room', () => {
    const tight = { ...screen, insets: { top: 80, right: 800, bottom: 400, left: 800 } };
    expect(fit({ boxes: [box], level: 'Street', ...tight }).zoom)
      .toBeLessThan(fit({ boxes: [box], level: 'Street', ...screen }).zoom);
  });

  it('looks at a place within the box', () => {
    const { center: [lng, lat] } = fit({ boxes: [box], level: 'City', ...screen });
    expect(lng).toBeGreaterThan(120.8);
    expect(lng).toBeLessThan(120.88);
    expect(lat).toBeGreaterThan(29.14);
    expect(lat).toBeLessThan(29.22);
  });

  it('never comes closer than its level allows', () => {
    const tiny = [[120.83, 29.17, 120.8301, 29.1701]];
    expect(fit({ boxes: tiny, level: 'Grid', ...screen }).zoom).toBeCloseTo(17.4, 3);
  });

  it('sees the same of a wall twice as wide and high, one zoom closer', () => {
    const wall = { width: 3840, height: 2160, insets: { top: 160, right: 840, bottom: 400, left: 840 } };
    const [small, large] = [screen, wall].map((one) => fit({ boxes: [box], level: 'Street', ...one }).zoom);
    expect((large ?? 0) - (small ?? 0)).toBeCloseTo(Math.min(1, 15.8 - (small ?? 0)), 2);
  });
});
