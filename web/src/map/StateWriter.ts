import type { MapLibreMap } from './mapLibre';
import { buildingSource } from './style';

export const stateWriterDefaults = {
  leastMilliseconds: 150,
  mostMilliseconds: 4_000,
  /** Between two pictures at least this many times the cost of one stays free for everything else. */
  restShare: 3,
};

export interface StateWriterPorts {
  tell: (sourceLayer: string, id: number, state: Record<string, number>) => void;
  /** Calls back when the picture that shows what was told has been drawn. */
  afterPicture: (done: () => void) => void;
  nowMilliseconds: () => number;
  later: (run: () => void, milliseconds: number) => void;
}

/** Gathers live states and tells the map in bursts: a slow screen must not fall behind the city for its colours. */
export class StateWriter {
  private readonly waiting = new Map<string, { sourceLayer: string; id: number; state: Record<string, number> }>();
  private busy = false;
  private lastCost = 0;

  constructor(private readonly ports: StateWriterPorts) {}

  write(sourceLayer: string, id: number, state: Record<string, number>): void {
    const key = `${sourceLayer}/${id}`;
    const before = this.waiting.get(key);
    this.waiting.set(key, { sourceLayer, id, state: { ...before?.state, ...state } });
    if (!this.busy) this.schedule(0);
  }

  private schedule(milliseconds: number): void {
    this.busy = true;
    this.ports.later(() => this.flush(), milliseconds);
  }

  private flush(): void {
    if (this.waiting.size === 0) {
      this.busy = false;
      return;
    }

    const from = this.ports.nowMilliseconds();
    for (const { sourceLayer, id, state } of this.waiting.values()) this.ports.tell(sourceLayer, id, state);
    this.waiting.clear();
    this.ports.afterPicture(() => {
      this.lastCost = this.ports.nowMilliseconds() - from;
      const rest = this.lastCost * stateWriterDefaults.restShare;
      this.schedule(Math.min(
        stateWriterDefaults.mostMilliseconds, Math.max(stateWriterDefaults.leastMilliseconds, rest),
      ));
    });
  }
}

export function stateWriterOf(map: MapLibreMap): StateWriter {
  let gone = false;
  map.once('remove', () => {
    gone = true;
  });
  return new StateWriter({
    // A map that was taken down has nothing to colour; what was on its way comes too late.
    tell: (sourceLayer, id, state) => {
      if (gone) return;
      map.setFeatureState({ source: sourceLayer === 'building' ? buildingSource : 'city', sourceLayer, id }, state);
    },
    // A screen without a graphics card pays when the picture is handed over, after the map's own work.
    afterPicture: (done) => map.once('render', () => requestAnimationFrame(() => setTimeout(done))),
    nowMilliseconds: () => performance.now(),
    later: (run, milliseconds) => setTimeout(run, milliseconds),
  });
}
