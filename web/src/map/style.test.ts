import { describe, expect, it } from 'vitest';
import { buildingSource, styleLayersOf, styleOf } from './style';
import type { MapLook } from './style';

const look: MapLook = {
  theme: 'night', tiles: 'http://city/tiles/{z}/{x}/{y}.mvt?v=0', box: [120.8, 29.1, 120.9, 29.2], unit: 1,
  buildings: true,
};
type Layer = ReturnType<typeof styleOf>['layers'][number];
const sourceOf = (layer: Layer): string => ('source' in layer ? layer.source : '');

describe('the style of the map', () => {
  it('draws the ground without waiting for a building', () => {
    const ground = styleOf({ ...look, buildings: false });
    expect(Object.keys(ground.sources)).toEqual(['city']);
    expect(ground.layers.some((layer) => layer.id.startsWith('building'))).toBe(false);
    expect(ground.layers.map((layer) => layer.id)).toContain('area-line');
  });

  it('adds buildings and changes nothing else', () => {
    const [ground, whole] = [styleOf({ ...look, buildings: false }), styleOf(look)];
    const rest = whole.layers.filter((layer) => sourceOf(layer) !== buildingSource);
    expect(rest).toEqual(ground.layers);
    expect(whole.sources['city']).toEqual(ground.sources['city']);
  });

  it('knows every layer that a switch hides', () => {
    const ids = styleOf(look).layers.map((layer) => layer.id);
    for (const layers of Object.values(styleLayersOf)) expect(ids).toEqual(expect.arrayContaining([...layers]));
  });

  it('names no more of the city on a wall of more pixels', () => {
    const from = (unit: number) => styleOf({ ...look, unit }).layers.find(({ id }) => id === 'ground-name')?.minzoom;
    expect(from(2)).toBeCloseTo((from(1) ?? 0) + 1, 6);
  });

  it.each(['night', 'day'] as const)('is drawn by %s', (theme) => {
    expect(styleOf({ ...look, theme }).layers.length).toBeGreaterThan(15);
  });
});
