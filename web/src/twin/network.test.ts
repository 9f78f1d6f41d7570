import { expect, it } from 'vitest';
import { followNetwork } from './network';
import { setPorts } from './ports';
import { world } from './testing';

it('tells the line what the device says, until it is stopped', () => {
  const { ports } = world();
  const heard: string[] = [];
  const listeners = { lost: new Set<() => void>(), back: new Set<() => void>() };
  const listen = (to: Set<() => void>) => (listener: () => void) => {
    to.add(listener);
    return () => void to.delete(listener);
  };
  setPorts({ ...ports, onNetworkLost: listen(listeners.lost), onNetworkBack: listen(listeners.back) });
  const stop = followNetwork({
    networkLost: async () => void heard.push('lost'), networkBack: () => void heard.push('back'),
  });
  for (const say of [...listeners.lost, ...listeners.back]) say();
  stop();
  expect([heard, listeners.lost.size, listeners.back.size]).toEqual([['lost', 'back'], 0, 0]);
});
