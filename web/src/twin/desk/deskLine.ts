import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { Hub } from '@/wire/hub';
import type { HubState } from '@/wire/hub';
import { FrameWatch } from '@/wire/watch';
import { useModes } from '../command/modes';
import { defaults } from '../defaults';
import { followNetwork } from '../network';
import { useSession } from '../session';
import { useBells } from './bells';
import { useDeskCase } from './deskCase';
import { useOwes } from './owes';
import { useQueue } from './queue';

/** The live line of a desk: frames of its area say that something moved; the queue then asks again. */
export const useDeskLine = defineStore('deskLine', () => {
  const hubState = ref<HubState>('connecting');
  let hub: Hub | null = null;
  let stopListening = (): void => undefined;
  let waits: ReturnType<typeof setTimeout> | null = null;
  let asked = 0;

  const live = computed(() => hubState.value === 'live');

  async function open(area: string, hubUrl: string): Promise<void> {
    await close();
    const line = new Hub({
      url: hubUrl,
      token: (refused) => useSession().freshToken(refused),
      backoff: defaults.hubBackoff,
      silenceMilliseconds: defaults.hubSilenceMilliseconds,
      chance: Math.random,
    });
    hub = line;
    line.onState((state) => {
      if (hub === line) hubState.value = state;
    });
    const watch = new FrameWatch(line, (frame) => {
      nudge(frame.position);
      void useModes().follow(frame.modes);
    }, {
      backoff: defaults.watchBackoff,
      chance: Math.random,
      later: (run, milliseconds) => setTimeout(run, milliseconds),
    });
    watch.watchOnly([area]);
    stopListening = followNetwork(line);
    void line.start();
  }

  // In a storm frames come ten times a second; a queue that is read by people follows once a second.
  function nudge(position: number): void {
    asked = Math.max(asked, position);
    if (waits !== null) return;
    waits = setTimeout(() => {
      waits = null;
      void follow(asked);
    }, defaults.queueRefreshMilliseconds);
  }

  // The open case is asked for again only when it has moved, or when the queue does not hold it.
  async function follow(atLeast: number): Promise<void> {
    await Promise.all([useQueue().load(atLeast), useBells().load(atLeast), useOwes().load(atLeast)]);
    const open = useDeskCase();
    const row = useQueue().rows.find((one) => one.caseId === open.caseId);
    if (open.caseId !== null && row?.position !== open.desk?.case.position) await open.reload();
  }

  async function close(): Promise<void> {
    stopListening();
    if (waits !== null) clearTimeout(waits);
    waits = null;
    asked = 0;
    const old = hub;
    hub = null;
    hubState.value = 'connecting';
    await old?.stop();
  }

  return { hubState, live, open, close };
});
