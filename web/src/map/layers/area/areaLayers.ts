import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { Palette } from '../../palette';

const communities: FilterSpecification = ['==', ['get', 'level'], 'Community'];
const larger: FilterSpecification = ['in', ['get', 'level'], ['literal', ['District', 'Street']]];
const selected: ExpressionSpecification = ['boolean', ['feature-state', 'selected'], false];

/** The border of the area on screen, seen through the buildings. */
export function selectionLayers(palette: Palette): LayerSpecification[] {
  return ['area', 'grid'].map((name) => ({
    id: `${name}-selected`, type: 'line', source: 'city', 'source-layer': name,
    layout: { 'line-join': 'round' },
    paint: { 'line-color': palette.selected, 'line-width': 2.5, 'line-opacity': ['case', selected, 0.9, 0] },
  }));
}

/** The area of an open incident: a wide broken line, seen through the buildings. */
export function incidentLayers(palette: Palette): LayerSpecification[] {
  return ['area', 'grid'].map((name) => ({
    id: `${name}-incident`, type: 'line', source: 'city', 'source-layer': name,
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': palette.tones.urgent,
      'line-width': 4,
      'line-dasharray': [3, 1.5],
      'line-opacity': ['case', ['boolean', ['feature-state', 'incident'], false], 0.9, 0],
    },
  }));
}

/** Borders of communities glow; those of streets and districts are a plain stronger line. */
export function areaLayers(palette: Palette): LayerSpecification[] {
  return [
    {
      id: 'area-glow', type: 'line', source: 'city', 'source-layer': 'area', filter: communities,
      paint: {
        'line-color': ['case', selected, palette.selected, palette.borderGlow],
        'line-width': ['case', selected, 14, 8],
        'line-blur': 7,
        'line-opacity': ['case', selected, 0.55, 0.22],
      },
    },
    {
      id: 'area-line', type: 'line', source: 'city', 'source-layer': 'area', filter: communities,
      paint: {
        'line-color': ['case', selected, palette.selected, palette.border],
        'line-width': ['case', selected, 3, 1.25],
        'line-opacity': ['case', selected, 1, 0.6],
        'line-dasharray': [4, 2],
      },
    },
    {
      id: 'area-larger', type: 'line', source: 'city', 'source-layer': 'area', filter: larger,
      paint: {
        'line-color': ['case', selected, palette.selected, palette.border],
        'line-width': ['case', selected, 4, 2],
        'line-opacity': ['case', selected, 0.9, 0.5],
      },
    },
  ];
}
