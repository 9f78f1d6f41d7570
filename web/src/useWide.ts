import { onBeforeUnmount, readonly, ref } from 'vue';
import type { Ref } from 'vue';

/** From here on two columns of panels at each side leave the map more than half of the width. */
const wideQuery = '(min-aspect-ratio: 14/5)';

/** Is the screen one of those that stand side by side on a wall (32:9)? */
export function useWide(): Readonly<Ref<boolean>> {
  const query = matchMedia(wideQuery);
  const wide = ref(query.matches);
  const follow = (): void => {
    wide.value = query.matches;
  };
  query.addEventListener('change', follow);
  onBeforeUnmount(() => query.removeEventListener('change', follow));
  return readonly(wide);
}
