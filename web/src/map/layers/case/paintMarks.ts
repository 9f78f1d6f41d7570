import type { Palette, ShownTone } from '../../palette';
import type { Pulse } from './pulses';

export interface MarkPicture {
  x: number;
  y: number;
  tone: ShownTone;
  /** 1: a single case; more: a cluster. */
  count: number;
  extreme: boolean;
  selected: boolean;
  pulse: Pulse | null;
}

export interface PaintOptions {
  palette: Palette;
  /** Pixels that stand for one at 1920 × 1080. */
  unit: number;
  /** Marks stand on a stalk above their place, so that they are seen over the roofs. */
  stalkPixels: number;
}

export const markRadius = { single: 7, clusterLeast: 12, clusterMost: 21 };

export function clusterRadius(count: number): number {
  return Math.min(markRadius.clusterMost, markRadius.clusterLeast + Math.log2(count) * 1.5);
}

/** Draws all marks: the far ones first, so that the near ones lie on top. */
export function paintMarks(
  canvas: CanvasRenderingContext2D, marks: readonly MarkPicture[], options: PaintOptions,
): void {
  const order = [...marks].sort((a, b) => a.y - b.y || a.x - b.x);
  for (const mark of order) {
    if (mark.count > 1) paintCluster(canvas, mark, options);
    else paintSingle(canvas, mark, options);
  }
}

function paintCluster(canvas: CanvasRenderingContext2D, mark: MarkPicture, { palette, unit }: PaintOptions): void {
  const radius = clusterRadius(mark.count) * unit;
  paintPulse(canvas, mark.x, mark.y, radius, mark, palette, unit);
  circle(canvas, mark.x, mark.y, radius);
  canvas.fillStyle = palette.disc;
  canvas.fill();
  canvas.lineWidth = 2.25 * unit;
  canvas.strokeStyle = mark.extreme ? palette.tones.urgent : palette.discRing;
  canvas.stroke();
  canvas.fillStyle = palette.discText;
  canvas.font = `700 ${Math.round(13.5 * unit)}px 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif`;
  canvas.textAlign = 'center';
  canvas.textBaseline = 'middle';
  canvas.fillText(String(mark.count), mark.x, mark.y + unit);
}

function paintSingle(canvas: CanvasRenderingContext2D, mark: MarkPicture, options: PaintOptions): void {
  const { palette, unit, stalkPixels } = options;
  const radius = markRadius.single * unit * (mark.selected ? 1.35 : 1);
  const y = mark.y - stalkPixels;
  const color = palette.tones[mark.tone];
  if (stalkPixels > 0) {
    canvas.beginPath();
    canvas.moveTo(mark.x, mark.y);
    canvas.lineTo(mark.x, y);
    canvas.lineWidth = 2 * unit;
    canvas.strokeStyle = color;
    canvas.stroke();
    circle(canvas, mark.x, mark.y, 2.5 * unit);
    canvas.fillStyle = color;
    canvas.fill();
  }

  paintPulse(canvas, mark.x, y, radius, mark, palette, unit);
  shape(canvas, mark.tone, mark.x, y, radius);
  canvas.fillStyle = color;
  canvas.fill();
  canvas.lineWidth = 2 * unit;
  canvas.strokeStyle = mark.selected ? palette.selected : palette.markEdge;
  canvas.stroke();
}

// Colour never speaks alone: urgent is a diamond, near due a triangle, waiting a ring, the rest discs.
function shape(canvas: CanvasRenderingContext2D, tone: ShownTone, x: number, y: number, radius: number): void {
  if (tone === 'urgent') polygon(canvas, x, y, radius * 1.25, 4, 0);
  else if (tone === 'near') polygon(canvas, x, y + radius * 0.15, radius * 1.3, 3, -Math.PI / 2);
  else {
    circle(canvas, x, y, radius);
    if (tone === 'waiting') {
      canvas.moveTo(x + radius * 0.45, y);
      canvas.arc(x, y, radius * 0.45, 0, Math.PI * 2, true);
    }
  }
}

function paintPulse(
  canvas: CanvasRenderingContext2D, x: number, y: number, radius: number, mark: MarkPicture, palette: Palette,
  unit: number,
): void {
  if (mark.pulse === null) return;
  const { phase } = mark.pulse;
  canvas.strokeStyle = mark.extreme ? palette.tones.urgent : palette.tones[mark.tone];
  circle(canvas, x, y, radius + (phase === null ? 5 : 4 + 30 * phase) * unit);
  canvas.globalAlpha = phase === null ? 0.9 : 1 - phase;
  canvas.lineWidth = (phase === null ? 2 : 3.5) * unit;
  canvas.stroke();
  canvas.globalAlpha = 1;
}

function circle(canvas: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  canvas.beginPath();
  canvas.arc(x, y, radius, 0, Math.PI * 2);
}

function polygon(
  canvas: CanvasRenderingContext2D, x: number, y: number, radius: number, sides: number, turn: number,
): void {
  canvas.beginPath();
  for (let side = 0; side < sides; side++) {
    const angle = turn + (side * Math.PI * 2) / sides;
    canvas.lineTo(x + Math.cos(angle) * radius, y + Math.sin(angle) * radius);
  }

  canvas.closePath();
}
