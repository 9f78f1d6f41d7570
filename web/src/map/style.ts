import type { StyleSpecification } from 'maplibre-gl';
import type { LayerName } from '@/twin/view';
import { areaLayers, incidentLayers, selectionLayers } from './layers/area/areaLayers';
import { buildingLayers } from './layers/building/buildingLayers';
import { gridLayers } from './layers/grid/gridLayers';
import { groundLayers, groundNameLayers } from './layers/ground/groundLayers';
import { roadLayers, roadNameLayers } from './layers/road/roadLayers';
import { palettes } from './palette';

export const tileZoom = { least: 10, most: 14 };

/** Buildings come from the same tiles by a source of their own: the ground need not wait for them. */
export const buildingSource = 'buildings';

export interface MapLook {
  theme: 'night' | 'day';
  tiles: string;
  /** What the tiles fill: west, south, east, north. */
  box: readonly number[];
  /** Pixels that stand for one at 1920 × 1080. */
  unit: number;
  /** False: the ground alone, which is drawn sooner. */
  buildings: boolean;
}

/** Style layers that a switch of the layer list hides. The other switches work on the overlay. */
export const styleLayersOf: Partial<Record<LayerName, readonly string[]>> = {
  buildings: ['building-glow', 'building-flat', 'building', 'building-roof'],
  heat: ['grid-heat'],
  grids: ['grid-line'],
  borders: ['area-glow', 'area-line', 'area-larger'],
  labels: ['road-name', 'ground-name'],
};

/** The whole picture; drawn from our own tiles, without glyph or tile servers. */
export function styleOf({ theme, tiles, box, unit, buildings }: MapLook): StyleSpecification {
  const palette = palettes[theme];
  const [west = -180, south = -85, east = 180, north = 85] = box;
  const source = {
    type: 'vector' as const,
    tiles: [tiles],
    minzoom: tileZoom.least,
    maxzoom: tileZoom.most,
    bounds: [west - 0.02, south - 0.02, east + 0.02, north + 0.02] as [number, number, number, number],
  };
  return {
    version: 8,
    light: {
      anchor: 'map',
      color: palette.lightColor,
      intensity: palette.lightIntensity,
      position: palette.lightPosition,
    },
    sky: {
      'sky-color': palette.sky,
      'horizon-color': palette.horizon,
      'fog-color': palette.fog,
      'sky-horizon-blend': 0.6,
      'horizon-fog-blend': 0.7,
      'fog-ground-blend': 0.55,
    },
    sources: { city: source, ...(buildings ? { [buildingSource]: source } : {}) },
    layers: [
      ...groundLayers(palette),
      ...roadLayers(palette),
      ...gridLayers(palette),
      ...areaLayers(palette),
      ...(buildings ? buildingLayers(palette, buildingSource) : []),
      ...selectionLayers(palette),
      ...incidentLayers(palette),
      ...roadNameLayers(palette, unit),
      ...groundNameLayers(palette, unit),
    ],
  };
}
