import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { backoffMilliseconds } from '@/wire/backoff';
import type { PostFrameView, PostView, TaskView } from '@/wire/contracts';
import { Hub } from '@/wire/hub';
import { Refused } from '@/wire/http';
import { newCommandId } from '@/wire/commandId';
import type { HubState } from '@/wire/hub';
import { defaults } from './defaults';
import { useOutbox } from './outbox';
import { followNetwork } from './network';
import { usePorts } from './ports';
import { useSession } from './session';

export type { PostView, TaskView };

/** A minute passes sooner than these are used up; then the bell rings, as it should. */
const seenTries = 8;

/** The seat that this worker sits at, with its tasks as they come. */
export const useDuty = defineStore('duty', () => {
  const post = shallowRef<PostView | null>(null);
  const hubState = ref<HubState>('connecting');
  let hub: Hub | null = null;
  let close = (): void => undefined;
  let stopListening = (): void => undefined;
  let turn = 0;

  const tasks = computed(() => (post.value?.tasks ?? []).filter((task) => !task.over));
  const live = computed(() => hubState.value === 'live');

  /** Takes the seat; the token names it from now on. */
  async function sitDown(account: string, postId: string, hubUrl: string): Promise<void> {
    await useSession().signIn(account, postId);
    post.value = await usePorts().api.post<PostView>(
      `/posts/${encodeURIComponent(postId)}/sign-on`, {}, newCommandId(),
    );
    usePorts().keep.set('post', postId);
    useOutbox().sitAt(postId, true);
    await connect(hubUrl);
  }

  /** The offer is on the visible screen. Told twice it counts once; a refusal says that it no longer matters. */
  async function see(task: TaskView): Promise<void> {
    for (let tries = 0; tries < seenTries; tries++) {
      try {
        await usePorts().api.post('/offers/seen', { caseId: task.caseId, offer: task.offer });
        return;
      } catch (failure) {
        if (failure instanceof Refused) return;
        await new Promise((next) => setTimeout(next, backoffMilliseconds(tries, defaults.watchBackoff, Math.random)));
      }
    }
  }

  async function standUp(): Promise<void> {
    const left = post.value;
    await leaveLine();
    post.value = null;
    useOutbox().sitAt(null, true);
    usePorts().keep.set('post', '');
    if (left !== null) {
      await usePorts().api.post(`/posts/${encodeURIComponent(left.id)}/sign-off`, {}, newCommandId());
    }
  }

  async function connect(hubUrl: string): Promise<void> {
    await leaveLine();
    hub = new Hub({
      url: hubUrl,
      token: (refused) => useSession().freshToken(refused),
      backoff: defaults.hubBackoff,
      silenceMilliseconds: defaults.hubSilenceMilliseconds,
      chance: Math.random,
    });
    hub.onState((state) => {
      hubState.value = state;
      if (state !== 'live') return;
      useOutbox().wake();
      watch(0);
    });
    stopListening = followNetwork(hub);
    void hub.start();
  }

  // Each frame is whole: a missed one harms nothing, so asking again is all there is to a cut.
  function watch(tries: number): void {
    const postId = post.value?.id;
    if (hub === null || postId === undefined) return;
    const mine = ++turn;
    close();
    close = hub.stream<PostFrameView>('WatchPost', [postId], {
      next: (frame) => {
        if (mine === turn) post.value = frame.post;
      },
      ended: () => {
        if (mine !== turn || hub?.state !== 'live') return;
        const wait = backoffMilliseconds(tries, defaults.watchBackoff, Math.random);
        setTimeout(() => {
          if (mine === turn && hub?.state === 'live') watch(tries + 1);
        }, wait);
      },
    });
  }

  async function leaveLine(): Promise<void> {
    turn++;
    close();
    close = () => undefined;
    stopListening();
    const old = hub;
    hub = null;
    await old?.stop();
  }

  return { post, tasks, live, hubState, sitDown, see, standUp };
});
