import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import type { FrameView } from '@/wire/contracts';
import { Hub } from '@/wire/hub';
import type { HubState } from '@/wire/hub';
import { FrameWatch } from '@/wire/watch';
import { useAreas } from './areas';
import { useBoards } from './boards';
import { useCases } from './cases';
import { useCity } from './city';
import { useModes } from './command/modes';
import { defaults } from './defaults';
import { useDelay } from './delay';
import { useFeed } from './feed';
import { followNetwork } from './network';
import { usePorts } from './ports';
import { usePosts } from './posts';
import { useSession } from './session';

export type Connection = 'connecting' | 'live' | 'reconnecting' | 'offline';

/** The live line: what is watched, whether it holds, and how far the picture has come. */
export const useLive = defineStore('live', () => {
  const hubState = ref<HubState>('connecting');
  const lostAtMilliseconds = ref<number | null>(null);
  const nowMilliseconds = ref(0);
  /** Highest log position that is on the screen. */
  const position = ref(0);
  /** When the last frame was made, by the server's clock. */
  const lastFrameAt = ref<string | null>(null);
  const firstSnapshotIn = ref(false);
  const failed = ref<string | null>(null);

  let hub: Hub | null = null;
  let watch: FrameWatch | null = null;
  let waiting: FrameView[] = [];
  let wanted: ReadonlySet<string> = new Set();
  /** The screen shows another moment; frames are left aside. */
  let held = false;

  const lostForSeconds = computed(() => lostAtMilliseconds.value === null
    ? 0
    : Math.max(0, Math.floor((nowMilliseconds.value - lostAtMilliseconds.value) / 1_000)));
  const connection = computed<Connection>(() => {
    if (hubState.value === 'live') return 'live';
    const lost = lostAtMilliseconds.value;
    if (lost !== null && nowMilliseconds.value - lost > defaults.offlineAfterMilliseconds) return 'offline';
    return firstSnapshotIn.value ? 'reconnecting' : 'connecting';
  });
  /** What is shown may be old. */
  const stale = computed(() => connection.value === 'offline' || connection.value === 'reconnecting');

  /** Once; a second call changes nothing. */
  function start(hubUrl: string): void {
    if (hub !== null) return;
    const { nowMilliseconds: now, beforeNextPicture } = usePorts();
    hub = new Hub({
      url: hubUrl,
      token: (refused) => useSession().freshToken(refused),
      backoff: defaults.hubBackoff,
      silenceMilliseconds: defaults.hubSilenceMilliseconds,
      chance: Math.random,
    });
    lostAtMilliseconds.value = now();
    hub.onState((state) => {
      hubState.value = state;
      if (state === 'live') lostAtMilliseconds.value = null;
      else lostAtMilliseconds.value ??= now();
    });
    watch = new FrameWatch(hub, (frame) => receive(frame, beforeNextPicture), {
      backoff: defaults.watchBackoff,
      chance: Math.random,
      later: (run, milliseconds) => setTimeout(run, milliseconds),
    });
    followNetwork(hub);
    void hub.start();
  }

  function receive(frame: FrameView, beforeNextPicture: (run: () => void) => void): void {
    if (held) return;
    waiting.push(frame);
    if (waiting.length === 1) beforeNextPicture(flush);
  }

  /** Applies all frames that came since the last picture, at once. */
  function flush(): void {
    const frames = waiting;
    waiting = [];
    apply(frames);
  }

  function apply(frames: readonly FrameView[]): void {
    if (frames.length === 0) return;
    useBoards().applyFrames(frames);
    usePosts().applyFrames(frames);
    void useAreas().follow(frames[frames.length - 1]?.map ?? 0);
    void useModes().follow(frames[frames.length - 1]?.modes ?? 0);
    useFeed().applyChanges(useCases().applyFrames(frames));
    noteDelays(frames);
    position.value = frames.reduce((highest, frame) => Math.max(highest, frame.position), position.value);
    lastFrameAt.value = frames[frames.length - 1]?.at ?? lastFrameAt.value;
    if (frames.some((frame) => frame.kind === 'snapshot')) firstSnapshotIn.value = true;
  }

  /** What a snapshot brings is not new. */
  function noteDelays(frames: readonly FrameView[]): void {
    const stored = frames.filter((frame) => frame.kind === 'frame')
      .flatMap((frame) => frame.cases.map((mark) => Date.parse(mark.changedAt)));
    useDelay().note(stored, usePorts().nowMilliseconds() + useCity().skewMilliseconds);
  }

  function watchOnly(areas: Iterable<string>): void {
    wanted = new Set(areas);
    if (held) return;
    watch?.watchOnly(wanted);
    useCases().keepHomes(wanted);
    useBoards().keepOwn(wanted);
  }

  /** Leaves all topics: the screen will show another moment. */
  function hold(): void {
    held = true;
    waiting = [];
    watch?.watchOnly([]);
  }

  /** Opens the topics anew; each begins with a snapshot, which takes the place of what was shown. */
  function release(): void {
    held = false;
    watchOnly(wanted);
    void useBoards().load();
  }

  /** Called each second by the page. */
  function tick(): void {
    nowMilliseconds.value = usePorts().nowMilliseconds();
  }

  function figures(): { frames: number; snapshots: number; holes: number } {
    return watch?.figures ?? { frames: 0, snapshots: 0, holes: 0 };
  }

  return {
    connection, stale, lostForSeconds, position, lastFrameAt, firstSnapshotIn, failed,
    start, apply, watchOnly, hold, release, tick, figures,
  };
});
