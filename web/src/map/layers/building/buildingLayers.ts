import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { toneNumber } from '../../palette';
import type { Palette, ShownTone } from '../../palette';

/** Towers from this height carry a light roof. */
const roofFromMetres = 32;
const roofFromZoom = 13;
const tone: ExpressionSpecification = ['coalesce', ['feature-state', 'tone'], 0];

/** Farther away a glow is not seen, and would be drawn around every building all the same. */
const glowFromZoom = 14.2;

/** Tiles below this hold boxes: there lower buildings would stand up by less than two pixels, and lie flat. */
const standFromTileZoom = 13;
const flatBelowMetres = 24;

/** Buildings stand up from their own height; a case colours the whole building. */
export function buildingLayers(palette: Palette, source: string): LayerSpecification[] {
  return [
    {
      id: 'building-glow', type: 'line', source, 'source-layer': 'building', minzoom: glowFromZoom,
      paint: {
        'line-color': byTone(palette, palette.ground),
        'line-width': ['interpolate', ['linear'], ['zoom'], 13, 3, 15, 10, 17, 26],
        'line-blur': ['interpolate', ['linear'], ['zoom'], 13, 2, 15, 7, 17, 18],
        'line-opacity': ['case', ['==', tone, 0], 0, 0.75],
      },
    },
    {
      id: 'building-flat', type: 'fill', source, 'source-layer': 'building',
      filter: ['all', ['<', ['zoom'], standFromTileZoom], ['<', ['get', 'h'], flatBelowMetres]],
      paint: { 'fill-color': byTone(palette, heightRamp(palette)), 'fill-antialias': false },
    },
    {
      id: 'building', type: 'fill-extrusion', source, 'source-layer': 'building',
      filter: ['any', ['>=', ['zoom'], standFromTileZoom], ['>=', ['get', 'h'], flatBelowMetres]],
      paint: {
        'fill-extrusion-color': byTone(palette, heightRamp(palette)),
        'fill-extrusion-height': ['get', 'h'],
        'fill-extrusion-opacity': 1,
        'fill-extrusion-vertical-gradient': true,
      },
    },
    {
      id: 'building-roof', type: 'fill-extrusion', source, 'source-layer': 'building', minzoom: roofFromZoom,
      filter: ['>=', ['get', 'h'], roofFromMetres],
      paint: {
        'fill-extrusion-color': byTone(palette, palette.roof),
        'fill-extrusion-base': ['get', 'h'],
        'fill-extrusion-height': ['+', ['get', 'h'], 1.6],
        'fill-extrusion-opacity': 1,
        'fill-extrusion-vertical-gradient': false,
      },
    },
  ];
}

function byTone(palette: Palette, calm: string | ExpressionSpecification): ExpressionSpecification {
  const choices = (Object.keys(toneNumber) as ShownTone[]).flatMap((name) => [toneNumber[name], palette.tones[name]]);
  return ['match', tone, ...choices, calm] as unknown as ExpressionSpecification;
}

function heightRamp(palette: Palette): ExpressionSpecification {
  const stops = palette.heights.flat();
  return ['interpolate', ['linear'], ['get', 'h'], ...stops] as unknown as ExpressionSpecification;
}
