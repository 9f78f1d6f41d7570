import type { Ref } from 'vue';
import { onBeforeUnmount, onMounted, ref, watch } from 'vue';
import type { TaskView } from '@/twin/duty';
import { useDuty } from '@/twin/duty';

/** Half of the card must lie on the screen, on the page that the phone shows. */
const shareSeen = 0.5;

/** Tells the city once that the offer of a card is on the visible screen. */
export function useSeen(card: Readonly<Ref<HTMLElement | null>>, task: () => TaskView): void {
  const duty = useDuty();
  const [inView, pageShown] = [ref(false), ref(document.visibilityState === 'visible')];
  const turnPage = (): void => {
    pageShown.value = document.visibilityState === 'visible';
  };
  const watcher = new IntersectionObserver((entries) => {
    inView.value = entries.at(-1)?.isIntersecting ?? false;
  }, { threshold: shareSeen });

  // With the line back, what could not be told is told again.
  watch(() => inView.value && pageShown.value && duty.live && !task().seen && !task().accepted, (isSeen) => {
    if (isSeen) void duty.see(task());
  }, { immediate: true });
  onMounted(() => {
    document.addEventListener('visibilitychange', turnPage);
    if (card.value !== null) watcher.observe(card.value);
  });
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', turnPage);
    watcher.disconnect();
  });
}
