import type { Palette } from '../../palette';
import { thingDefaults } from './thingSet';
import type { PlacedThing } from './thingSet';

export interface ThingLook {
  palette: Palette;
  unit: number;
  /** The sign of a type in the language of the page: one or two letters. */
  glyph: (kind: string, type: string) => string;
  /** Id of the site whose card is open. */
  selected: string | null;
}

/** Draws all signs; each kind has a shape of its own, so that colour never speaks alone. */
export function paintThings(canvas: CanvasRenderingContext2D, placed: readonly PlacedThing[], look: ThingLook): void {
  for (const one of placed) {
    if (one.thing.kind === 'incident') paintRing(canvas, one, look);
    else paintSign(canvas, one, look);
  }
}

/** A ring of dashes around what belongs to the open incident. */
function paintRing(canvas: CanvasRenderingContext2D, { x, y }: PlacedThing, { palette, unit }: ThingLook): void {
  canvas.beginPath();
  canvas.arc(x, y, 17 * unit, 0, Math.PI * 2);
  canvas.lineWidth = 3 * unit;
  canvas.strokeStyle = palette.selected;
  canvas.setLineDash([6 * unit, 4 * unit]);
  canvas.stroke();
  canvas.setLineDash([]);
}

function paintSign(canvas: CanvasRenderingContext2D, one: PlacedThing, look: ThingLook): void {
  const { palette, unit } = look;
  const { thing, x, y } = one;
  const radius = thingDefaults.radiusPixels * unit;
  canvas.beginPath();
  if (thing.kind === 'site') canvas.roundRect(x - radius, y - radius, radius * 2, radius * 2, 4 * unit);
  else if (thing.kind === 'team') canvas.arc(x, y, radius, 0, Math.PI * 2);
  else hexagon(canvas, x, y, radius * 1.1);
  canvas.fillStyle = palette.disc;
  canvas.fill();
  canvas.lineWidth = 2 * unit;
  canvas.strokeStyle = edgeOf(one, look);
  canvas.stroke();
  canvas.fillStyle = palette.discText;
  canvas.font = `700 ${Math.round(12 * unit)}px 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif`;
  canvas.textAlign = 'center';
  canvas.textBaseline = 'middle';
  canvas.fillText(look.glyph(thing.kind, thing.type), x, y + unit);
  if (one.count > 1) paintCount(canvas, one, look);
}

function edgeOf({ thing }: PlacedThing, { palette, selected }: ThingLook): string {
  if (thing.id === selected) return palette.selected;
  return thing.kind === 'site' ? palette.discRing : palette.tones.handling;
}

function paintCount(
  canvas: CanvasRenderingContext2D, { x, y, count }: PlacedThing, { palette, unit }: ThingLook,
): void {
  const radius = 7 * unit;
  const [left, top] = [x + 10 * unit, y - 10 * unit];
  canvas.beginPath();
  canvas.arc(left, top, radius, 0, Math.PI * 2);
  canvas.fillStyle = palette.discText;
  canvas.fill();
  canvas.fillStyle = palette.disc;
  canvas.font = `700 ${Math.round(10 * unit)}px sans-serif`;
  canvas.fillText(String(count), left, top + unit / 2);
}

function hexagon(canvas: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  for (let corner = 0; corner < 6; corner++) {
    const angle = (Math.PI / 3) * corner;
    canvas.lineTo(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
  }

  canvas.closePath();
}
