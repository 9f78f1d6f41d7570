import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { FrameView, PostMarkView } from '@/wire/contracts';

export interface DutyCount {
  posts: number;
  onDuty: number;
  openTasks: number;
}

/** The duty seats under the watched areas: seats, never who sits there. */
export const usePosts = defineStore('posts', () => {
  const byHome = new Map<string, Map<string, PostMarkView>>();
  const changes = ref(0);

  function applyFrames(frames: readonly FrameView[]): void {
    let changed = false;
    for (const frame of frames) {
      if (frame.kind === 'snapshot') byHome.delete(frame.area);
      if (frame.posts.length === 0) continue;
      changed = true;
      let posts = byHome.get(frame.area);
      if (posts === undefined) byHome.set(frame.area, (posts = new Map()));
      for (const post of frame.posts) posts.set(post.post, post);
    }

    if (changed) changes.value++;
  }

  /** Over all homes that the filter lets through. */
  function count(isHere: (home: string) => boolean): DutyCount {
    void changes.value;
    const total: DutyCount = { posts: 0, onDuty: 0, openTasks: 0 };
    for (const [home, posts] of byHome) {
      if (!isHere(home)) continue;
      for (const post of posts.values()) {
        total.posts++;
        total.openTasks += post.openTasks;
        if (post.onDuty) total.onDuty++;
      }
    }

    return total;
  }

  /** The screen shows another moment, of which the seats are not known. */
  function forget(): void {
    byHome.clear();
    changes.value++;
  }

  return { changes, applyFrames, count, forget };
});
