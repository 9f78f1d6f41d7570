import type { CaseChange, OpenCase } from '@/twin/cases';
import { stageGroup } from '@/twin/stages';
import type { Palette } from '../../palette';
import { placeMarks, sameMarks } from './markSet';
import type { PlacedMark, Project, Rect } from './markSet';
import { clusterRadius, markRadius, paintMarks } from './paintMarks';
import { pulseDefaults, Pulses } from './pulses';

export const caseDefaults = {
  /** Marks closer than this are grouped, by zoom: far away widely, near by only those that would cover each other. */
  clusterRadiusByZoom: [[0, 66], [14.3, 44], [15, 34], [15.6, 15]] as readonly (readonly [number, number])[],
  stalkFromZoom: 14.8,
  stalkPixels: 20,
  hitPixels: 8,
};

export interface OverlayPorts {
  canvas: HTMLCanvasElement;
  project: Project;
  zoom: () => number;
  cases: () => Iterable<OpenCase>;
  cityNow: () => number;
  nowMilliseconds: () => number;
  reducedMotion: () => boolean;
  placed: (marks: readonly PlacedMark[]) => void;
}

/** Open cases over the map, on their own canvas: a mark that moves costs the map no picture. */
export class CaseOverlay {
  private marks: PlacedMark[] = [];
  private obstacles: readonly Rect[] = [];
  private readonly pulses: Pulses;
  private palette: Palette | null = null;
  private unit = 1;
  private visible = true;
  private stale = false;
  private selected: string | null = null;
  private beating = false;
  /** What is painted and told is what the marks say. */
  private settled = false;
  /** Places on the screen, good until the camera moves; a changed case is a new key. */
  private places = new WeakMap<OpenCase, { x: number; y: number }>();

  constructor(private readonly ports: OverlayPorts) {
    this.pulses = new Pulses(ports.reducedMotion);
  }

  look(look: { palette: Palette; visible: boolean; stale: boolean; selected: string | null }): void {
    ({ palette: this.palette, visible: this.visible, stale: this.stale, selected: this.selected } = look);
    this.paint();
  }

  resize(width: number, height: number, unit: number, obstacles: readonly Rect[]): void {
    const { canvas } = this.ports;
    const ratio = window.devicePixelRatio;
    if (canvas.width !== width * ratio || canvas.height !== height * ratio) {
      [canvas.width, canvas.height] = [width * ratio, height * ratio];
    }

    this.unit = unit;
    this.places = new WeakMap();
    this.obstacles = obstacles;
    this.settled = false;
    this.place();
  }

  apply(changes: readonly CaseChange[]): void {
    const now = this.ports.nowMilliseconds();
    let news = false;
    for (const { caseId, before, after, fresh } of changes) {
      if (after === null || stageGroup(after.stage) === 'checking') {
        this.pulses.end(caseId);
      } else if (fresh && isNews(before, after)) {
        this.pulses.start(caseId, now);
        news = true;
      }
    }

    this.place();
    if (news) this.beat();
  }

  /** Groups the marks anew: after a move, a change, or when time may have changed their tone. */
  place(): void {
    const { canvas, zoom, cases, cityNow } = this.ports;
    const ratio = window.devicePixelRatio;
    const marks = !this.visible ? [] : placeMarks({
      cases: cases(),
      placeOf: (one) => this.placeOf(one),
      width: canvas.width / ratio,
      height: canvas.height / ratio,
      obstacles: this.obstacles,
      marginPixels: markRadius.clusterMost * this.unit,
      radiusPixels: clusterRadiusAt(zoom()) * this.unit,
      nowMilliseconds: cityNow(),
    });
    if (this.settled && sameMarks(marks, this.marks)) return;
    this.marks = marks;
    this.settle();
  }

  /** The camera moves: the groups stay, their places follow. */
  follow(): void {
    this.places = new WeakMap();
    for (const mark of this.marks) {
      const at = this.ports.project(mark.lng, mark.lat);
      [mark.x, mark.y] = at === null ? [-999, -999] : [at.x, at.y];
    }

    this.settled = false;
    this.paint();
  }

  /** The room that the marks take, with their rims. */
  rects(): Rect[] {
    return this.marks.map(({ x, y, cases }) => {
      const single = cases.length === 1;
      const reach = (single ? markRadius.single : clusterRadius(cases.length)) * this.unit + 2 * this.unit;
      const top = single ? y - this.stalk() : y;
      return { left: x - reach, right: x + reach, top: top - reach, bottom: y + reach };
    });
  }

  hit(x: number, y: number): PlacedMark | null {
    const reach = caseDefaults.hitPixels * this.unit;
    const found = this.marks.filter((mark) => {
      const single = mark.cases.length === 1;
      const radius = (single ? markRadius.single : clusterRadius(mark.cases.length)) * this.unit + reach / 2;
      const top = single ? mark.y - this.stalk() : mark.y;
      return Math.hypot(mark.x - x, top - y) <= radius;
    });
    return found.sort((a, b) => b.y - a.y)[0] ?? null;
  }

  isPulsing(caseId: string): boolean {
    return this.pulses.of(caseId, this.ports.nowMilliseconds()) !== null;
  }

  private settle(): void {
    this.ports.placed(this.marks);
    this.paint();
    this.settled = true;
  }

  private placeOf(openCase: OpenCase): { x: number; y: number } | null {
    const known = this.places.get(openCase);
    if (known !== undefined) return known;
    const found = openCase.lng == null || openCase.lat == null
      ? null
      : this.ports.project(openCase.lng, openCase.lat);
    if (found !== null) this.places.set(openCase, found);
    return found;
  }

  private stalk(): number {
    return this.ports.zoom() >= caseDefaults.stalkFromZoom ? caseDefaults.stalkPixels * this.unit : 0;
  }

  private paint(): void {
    const { canvas } = this.ports;
    const context = canvas.getContext('2d');
    if (context === null || this.palette === null) return;
    const now = this.ports.nowMilliseconds();
    const ratio = window.devicePixelRatio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, canvas.width / ratio, canvas.height / ratio);
    paintMarks(context, this.marks.map((mark) => ({
      x: mark.x,
      y: mark.y,
      tone: this.stale ? 'stale' : mark.tone,
      count: mark.cases.length,
      extreme: mark.extreme && !this.stale,
      selected: mark.cases.some((one) => one.caseId === this.selected),
      pulse: this.pulseOf(mark, now),
    })), { palette: this.palette, unit: this.unit, stalkPixels: this.stalk() });
  }

  private pulseOf(mark: PlacedMark, now: number): { phase: number | null } | null {
    let ring: { phase: number | null } | null = null;
    for (const one of mark.cases) {
      const pulse = this.pulses.of(one.caseId, now);
      if (pulse?.phase != null) return pulse;
      if (pulse !== null || (mark.cases.length === 1 && isGrave(one))) ring = { phase: null };
    }

    return ring;
  }

  // A few pictures a second while something pulses; none after.
  private beat(): void {
    if (this.beating) return;
    this.beating = true;
    const again = (): void => {
      this.paint();
      if (this.pulses.isMoving(this.ports.nowMilliseconds()) && !document.hidden) {
        setTimeout(() => requestAnimationFrame(again), 1_000 / pulseDefaults.framesPerSecond);
      } else {
        this.beating = false;
        setTimeout(() => this.settle(), pulseDefaults.ringMilliseconds);
      }
    };
    requestAnimationFrame(again);
  }
}

function clusterRadiusAt(zoom: number): number {
  return caseDefaults.clusterRadiusByZoom.findLast(([from]) => zoom >= from)?.[1] ?? 0;
}

function isGrave(openCase: OpenCase): boolean {
  return (openCase.severity === 'S1' || openCase.severity === 'S2') && stageGroup(openCase.stage) !== 'checking';
}

// A case is news when it is new, or when it has just become extreme or major.
function isNews(before: OpenCase | null, after: OpenCase): boolean {
  return before === null || (isGrave(after) && before.severity !== after.severity);
}
