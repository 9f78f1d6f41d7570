import { defineStore } from 'pinia';
import type { PostView } from '@/wire/contracts';
import { usePorts } from './ports';

/** The duty seats of an area, asked for when somebody chooses one. */
export const usePostList = defineStore('postList', () => {
  function under(area: string): Promise<PostView[]> {
    return usePorts().api.get<PostView[]>(`/posts?area=${encodeURIComponent(area)}`);
  }

  function one(id: string): Promise<PostView> {
    return usePorts().api.get<PostView>(`/posts/${encodeURIComponent(id)}`);
  }

  return { under, one };
});
