import type { LayerSpecification } from 'maplibre-gl';
import type { Palette } from '../../palette';

/** Opacity of the heat bands 1, 2, 3; stronger ones hide the city. */
const heatOpacity = [0.05, 0.16, 0.3] as const;

/** Grids: heat, lines, and the one under the pointer. */
export function gridLayers(palette: Palette): LayerSpecification[] {
  return [
    {
      id: 'grid-heat', type: 'fill', source: 'city', 'source-layer': 'grid',
      paint: {
        'fill-color': palette.heat,
        'fill-opacity': [
          'match', ['coalesce', ['feature-state', 'heat'], 0],
          1, heatOpacity[0], 2, heatOpacity[1], 3, heatOpacity[2], 0,
        ],
        'fill-antialias': false,
      },
    },
    {
      id: 'grid-hover', type: 'fill', source: 'city', 'source-layer': 'grid',
      paint: {
        'fill-color': palette.border,
        'fill-opacity': ['case', ['boolean', ['feature-state', 'hover'], false], 0.14, 0],
        'fill-antialias': false,
      },
    },
    {
      id: 'grid-line', type: 'line', source: 'city', 'source-layer': 'grid', minzoom: 12,
      paint: {
        'line-color': ['case', ['boolean', ['feature-state', 'selected'], false], palette.selected, palette.gridLine],
        'line-width': ['case', ['boolean', ['feature-state', 'selected'], false], 3, 1],
        'line-opacity': ['case', ['boolean', ['feature-state', 'selected'], false], 1, 0.55],
      },
    },
  ];
}
