export const pulseDefaults = {
  times: 3,
  eachMilliseconds: 1_300,
  /** A new ordinary case keeps a quiet ring this long after its pulses. */
  ringMilliseconds: 30_000,
  /** Beyond this many at once, new ones get their quiet ring without a pulse. */
  mostAtOnce: 16,
  framesPerSecond: 24,
} as const;

export interface Pulse {
  /** From 0 to 1 within one beat; null when only the quiet ring is left. */
  phase: number | null;
}

/** Which cases pulse now. Never endless, and never with reduced motion. */
export class Pulses {
  private readonly startedAt = new Map<string, number>();
  private readonly quiet = new Set<string>();

  constructor(private readonly reducedMotion: () => boolean) {}

  start(caseId: string, nowMilliseconds: number): void {
    const length = pulseDefaults.times * pulseDefaults.eachMilliseconds;
    let pulsing = 0;
    for (const [id, at] of this.startedAt) if (!this.quiet.has(id) && nowMilliseconds - at < length) pulsing++;
    this.startedAt.set(caseId, nowMilliseconds);
    if (this.reducedMotion() || pulsing >= pulseDefaults.mostAtOnce) this.quiet.add(caseId);
    else this.quiet.delete(caseId);
  }

  end(caseId: string): void {
    this.startedAt.delete(caseId);
    this.quiet.delete(caseId);
  }

  of(caseId: string, nowMilliseconds: number): Pulse | null {
    const at = this.startedAt.get(caseId);
    if (at === undefined) return null;
    const age = nowMilliseconds - at;
    if (!this.quiet.has(caseId) && age < pulseDefaults.times * pulseDefaults.eachMilliseconds) {
      return { phase: (age % pulseDefaults.eachMilliseconds) / pulseDefaults.eachMilliseconds };
    }

    if (age < pulseDefaults.ringMilliseconds) return { phase: null };
    this.end(caseId);
    return null;
  }

  /** Something still moves. */
  isMoving(nowMilliseconds: number): boolean {
    const length = pulseDefaults.times * pulseDefaults.eachMilliseconds;
    for (const [id, at] of this.startedAt) if (!this.quiet.has(id) && nowMilliseconds - at < length) return true;
    return false;
  }
}
