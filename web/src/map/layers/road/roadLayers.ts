import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Palette } from '../../palette';

const isClass = (name: string): ExpressionSpecification => ['==', ['get', 'class'], name];

function width(at12: number, at15: number, at18: number): ExpressionSpecification {
  return ['interpolate', ['exponential', 1.5], ['zoom'], 12, at12, 15, at15, 18, at18];
}

/** Roads, the finest first; arterials glow. */
export function roadLayers(palette: Palette): LayerSpecification[] {
  return [
    road('road-minor', 'minor', palette.roadMinor, width(0.4, 3, 16), 13),
    {
      ...road('road-glow', 'arterial', palette.roadGlow, width(7, 20, 60), 10),
      paint: {
        'line-color': palette.roadGlow,
        'line-width': width(7, 20, 60),
        'line-blur': width(5, 14, 40),
        'line-opacity': palette.roadGlowOpacity,
      },
    } as LayerSpecification,
    road('road-major', 'major', palette.roadMajor, width(1, 5, 24), 11),
    road('road-arterial', 'arterial', palette.roadArterial, width(1.2, 5, 26), 10),
  ];
}

/** Names along the larger roads. */
export function roadNameLayers(palette: Palette, unit: number): LayerSpecification[] {
  return [{
    id: 'road-name', type: 'symbol', source: 'city', 'source-layer': 'road', minzoom: 13.5 + Math.log2(unit),
    filter: ['all', ['has', 'name'], ['!=', ['get', 'class'], 'minor']],
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 420 * unit,
      'text-field': ['get', 'name'],
      'text-size': ['interpolate', ['linear'], ['zoom'], 13.5, 12 * unit, 17, 16 * unit],
      'text-letter-spacing': 0.1,
      'text-pitch-alignment': 'map',
    },
    paint: {
      'text-color': palette.roadName,
      'text-halo-color': palette.roadNameHalo,
      'text-halo-width': 1.4,
    },
  }];
}

function road(
  id: string, cls: string, color: string, lineWidth: ExpressionSpecification, minzoom: number,
): LayerSpecification {
  return {
    id, type: 'line', source: 'city', 'source-layer': 'road', minzoom, filter: isClass(cls),
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': color, 'line-width': lineWidth },
  };
}
