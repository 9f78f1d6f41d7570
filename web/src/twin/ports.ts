import type { Api } from '@/wire/http';

/** A place where small choices outlive the page. */
export interface Keep {
  get: (key: string) => string | null;
  set: (key: string, value: string) => void;
}

/** What the stores get from outside: no store touches the screen, the clock or the network by itself. */
export interface Ports {
  api: Api;
  keep: Keep;
  nowMilliseconds: () => number;
  /** The device has lost its network; returns the way to stop listening. */
  onNetworkLost: (listener: () => void) => () => void;
  /** The device has its network again. */
  onNetworkBack: (listener: () => void) => () => void;
  /** Ends after a while. */
  pause: (milliseconds: number) => Promise<void>;
  /** Runs once before the next picture; many calls before that run once. */
  beforeNextPicture: (run: () => void) => void;
}

let current: Ports | null = null;

export function setPorts(ports: Ports): void {
  current = ports;
}

export function usePorts(): Ports {
  if (current === null) throw new Error('Found no ports; expected setPorts before the first store is used.');
  return current;
}
