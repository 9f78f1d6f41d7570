import { defaults } from './twin/defaults';
import type { Ports } from './twin/ports';
import { currentToken } from './twin/session';
import { Api } from './wire/http';

/** What the browser gives the stores. */
export function browserPorts(keepPrefix: string): Ports {
  return {
    api: new Api({
      baseUrl: '',
      fetch: (...request) => fetch(...request),
      token: currentToken,
      timeoutMilliseconds: defaults.httpTimeoutMilliseconds,
    }),
    keep: {
      get: (key) => localStorage.getItem(keepPrefix + key),
      set: (key, value) => localStorage.setItem(keepPrefix + key, value),
    },
    nowMilliseconds: () => Date.now(),
    onNetworkLost: (listener) => {
      addEventListener('offline', listener);
      return () => removeEventListener('offline', listener);
    },
    onNetworkBack: (listener) => {
      addEventListener('online', listener);
      return () => removeEventListener('online', listener);
    },
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    beforeNextPicture,
  };
}

let lastPictureAt = -Infinity;

// What comes out of a rest is shown at once; what follows it at a pace that eyes can follow.
function beforeNextPicture(run: () => void): void {
  const wait = lastPictureAt + defaults.picturesApartMilliseconds - performance.now();
  if (wait <= 0) inNextPicture(run);
  else setTimeout(() => inNextPicture(run), wait);
}

// A hidden page gets no pictures; its stores follow all the same, four times a second.
function inNextPicture(run: () => void): void {
  let done = false;
  const once = (): void => {
    if (done) return;
    done = true;
    lastPictureAt = performance.now();
    run();
  };
  requestAnimationFrame(once);
  setTimeout(once, 250);
}
