import { describe, expect, it } from 'vitest';
import { areaOf } from '@/twin/testing';
import { areasToName } from './labelLevel';
import { chooseLabels, overlap } from './labelSet';

const wish = (id: string, x: number, y: number, weight = 1) => ({ id, x, y, width: 80, height: 20, weight });
const screen = { width: 1_000, height: 800, obstacles: [], marks: [], gapPixels: 4, before: new Map() };

describe('labels', () => {
  it('never cover each other', () => {
    const wishes = [wish('a', 500, 400, 3), wish('b', 505, 402, 2), wish('c', 495, 398, 1)];
    const chosen = chooseLabels({ ...screen, wishes });
    const rects = [...chosen].map(([id, offset]) => {
      const { x, y } = wishes.find((one) => one.id === id) ?? { x: 0, y: 0 };
      return {
        left: x + offset.x - 40, right: x + offset.x + 40, top: y + offset.y - 10, bottom: y + offset.y + 10,
      };
    });
    expect(rects).toHaveLength(3);
    rects.forEach((rect, index) => rects.slice(index + 1).forEach((other) => expect(overlap(rect, other)).toBe(false)));
  });

  it('stay clear of panels and of the edge', () => {
    const obstacles = [{ left: 0, top: 0, right: 300, bottom: 800 }];
    expect([...chooseLabels({ ...screen, obstacles, wishes: [wish('a', 100, 400), wish('b', 1_030, 400)] }).keys()])
      .toEqual([]);
  });

  it('step aside for a mark', () => {
    const marks = [{ left: 490, right: 510, top: 390, bottom: 410 }];
    expect(chooseLabels({ ...screen, marks, wishes: [wish('a', 500, 400)] }).get('a')).not.toEqual({ x: 0, y: 0 });
  });

  it('rather go than cover a mark', () => {
    const marks = [{ left: 300, right: 700, top: 300, bottom: 500 }];
    expect([...chooseLabels({ ...screen, marks, wishes: [wish('a', 500, 400)] }).keys()]).toEqual([]);
  });

  it('stay where they stand while that place is free', () => {
    const before = new Map([['a', { x: 48, y: 0 }]]);
    expect(chooseLabels({ ...screen, before, wishes: [wish('a', 500, 400)] }).get('a')).toEqual({ x: 48, y: 0 });
    const marks = [{ left: 540, right: 560, top: 390, bottom: 410 }];
    expect(chooseLabels({ ...screen, before, marks, wishes: [wish('a', 500, 400)] }).get('a'))
      .not.toEqual({ x: 48, y: 0 });
  });
});

describe('which areas are named', () => {
  const areas = [
    areaOf('city', 'City', null), areaOf('s1', 'Street', 'city'), areaOf('c1', 'Community', 's1'),
    areaOf('c2', 'Community', 's1'), areaOf('g1', 'Grid', 'c1'), areaOf('g2', 'Grid', 'c2'),
  ];
  const names = (zoom: number, id: string) => areasToName(areas, zoom, areas.find((area) => area.id === id) ?? null)
    .map((area) => area.id);

  it('are larger ones from afar and smaller ones from near', () => {
    expect(names(11, 'city')).toEqual(['s1']);
    expect(names(14, 'city')).toEqual(['c1', 'c2']);
  });

  it('are the grids of the community on screen only', () => {
    expect(names(16, 'c1')).toEqual(['g1']);
    expect(names(17, 'g1')).toEqual(['g1']);
    expect(names(16, 'city')).toEqual(['c1', 'c2']);
  });
});
