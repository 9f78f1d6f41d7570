import { onBeforeUnmount, onMounted, shallowRef } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import type { Insets } from './map/camera';
import type { Rect } from './map/layers/case/markSet';

export interface PanelRects {
  rects: ShallowRef<readonly Rect[]>;
  insets: ShallowRef<Insets>;
  measure: () => void;
}

/** Where the panels lie, so that the map keeps its marks and its centre clear of them. */
export function usePanelRects(stage: Readonly<Ref<HTMLElement | null>>): PanelRects {
  const rects = shallowRef<readonly Rect[]>([]);
  const insets = shallowRef<Insets>({ top: 0, right: 0, bottom: 0, left: 0 });
  let sizes: ResizeObserver | null = null;

  function measure(): void {
    if (stage.value === null) return;
    // A narrow page is pushed up over the map, which stays where it is: what counts is how it lay before.
    const pushed = stage.value.scrollTop;
    const found = [...stage.value.querySelectorAll('[data-panel], header.bar')].map((panel) => {
      const { left, top, right, bottom } = panel.getBoundingClientRect();
      return { left, top: top + pushed, right, bottom: bottom + pushed };
    }).filter((rect) => rect.right > rect.left && rect.bottom > rect.top);
    if (!same(found, rects.value)) rects.value = found;
    const free = stage.value.querySelector('[data-role="free"]')?.getBoundingClientRect();
    if (free === undefined) return;
    const next = {
      top: free.top + pushed, left: free.left, right: innerWidth - free.right,
      bottom: innerHeight - free.bottom - pushed,
    };
    const now = insets.value;
    const moved = next.top !== now.top || next.left !== now.left || next.right !== now.right
      || Math.abs(next.bottom - now.bottom) > 24;
    if (moved) insets.value = next;
  }

  onMounted(() => {
    sizes = new ResizeObserver(measure);
    // What stands above may push the free part down without changing its size.
    const watchedOnes = 'header.bar, [data-panel="signs"], [data-role="column"], [data-role="free"]';
    for (const watched of stage.value?.querySelectorAll(watchedOnes) ?? []) {
      sizes.observe(watched);
    }

    measure();
  });
  onBeforeUnmount(() => sizes?.disconnect());

  return { rects, insets, measure };
}

function same(a: readonly Rect[], b: readonly Rect[]): boolean {
  return a.length === b.length && a.every((rect, index) => {
    const other = b[index];
    return other !== undefined && rect.left === other.left && rect.top === other.top
      && rect.right === other.right && rect.bottom === other.bottom;
  });
}
