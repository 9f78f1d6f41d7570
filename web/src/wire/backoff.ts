export interface BackoffOptions {
  firstMilliseconds: number;
  mostMilliseconds: number;
}

/** Doubling waits with full jitter, so that a thousand screens do not come back in one beat. */
export function backoffMilliseconds(tries: number, options: BackoffOptions, chance: () => number): number {
  const ceiling = Math.min(options.mostMilliseconds, options.firstMilliseconds * 2 ** Math.min(tries, 16));
  return Math.round(ceiling / 2 + (ceiling / 2) * chance());
}
