import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Palette } from '../../palette';

/** What the city stands on: land, blocks, green, water. */
export function groundLayers(palette: Palette): LayerSpecification[] {
  return [
    { id: 'ground', type: 'background', paint: { 'background-color': palette.ground } },
    fill('land', ['match', ['get', 'class'], 'country', palette.country, palette.land]),
    {
      id: 'block', type: 'fill', source: 'city', 'source-layer': 'block',
      paint: { 'fill-color': byClass(palette.blocks, palette.block), 'fill-outline-color': palette.blockEdge },
    },
    fill('green', byClass(palette.greens, palette.green)),
    fill('water', palette.water),
    {
      id: 'bank', type: 'line', source: 'city', 'source-layer': 'water',
      paint: {
        'line-color': palette.bank,
        'line-width': ['interpolate', ['linear'], ['zoom'], 11, 0.5, 14, 1.5, 17, 3],
        'line-opacity': 0.8,
      },
    },
  ];
}

const namesFromZoom = 14.2;

/** Names of rivers, lakes and parks. */
export function groundNameLayers(palette: Palette, unit: number): LayerSpecification[] {
  return [{
    id: 'ground-name', type: 'symbol', source: 'city', 'source-layer': 'label',
    // A wall of twice the pixels shows the same city one zoom closer, and names no more of it.
    minzoom: namesFromZoom + Math.log2(unit),
    filter: ['in', ['get', 'kind'], ['literal', ['Water', 'Green']]],
    layout: {
      'text-field': ['get', 'name'],
      'text-size': 15 * unit,
      'text-letter-spacing': 0.15,
      'text-pitch-alignment': 'viewport',
    },
    paint: {
      'text-color': palette.waterName,
      'text-halo-color': palette.roadNameHalo,
      'text-halo-width': 1.5,
    },
  }];
}

function byClass(colors: Readonly<Record<string, string>>, other: string): ExpressionSpecification {
  return ['match', ['get', 'class'], ...Object.entries(colors).flat(), other] as unknown as ExpressionSpecification;
}

function fill(name: string, color: string | ExpressionSpecification): LayerSpecification {
  return { id: name, type: 'fill', source: 'city', 'source-layer': name, paint: { 'fill-color': color } };
}
