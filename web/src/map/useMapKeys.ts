import { onBeforeUnmount, onMounted, ref } from 'vue';
import type { Ref } from 'vue';
import type { MapLibreMap } from './mapLibre';

interface Point { x: number; y: number }

/** What a hand on the keys finds near the middle, in pixels of a screen of 1920 × 1080. */
export const reachPixels = 90;

/** Points from the middle outwards: what is nearest to the cross is found first. */
export function spiral({ x, y }: Point, reach: number, rings = 4): Point[] {
  const points: Point[] = [{ x, y }];
  for (let ring = 1; ring <= rings; ring++) {
    const radius = (reach * ring) / rings;
    const around = 6 * ring;
    for (let step = 0; step < around; step++) {
      const angle = (2 * Math.PI * step) / around;
      points.push({ x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) });
    }
  }

  return points;
}

/** Enter takes what lies under the cross; arrows, + and − are the map's own while it has the focus. */
export function pressOnMap(map: MapLibreMap, press: (at: Point) => void): () => void {
  const canvas = map.getCanvas();
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    press(map.project(map.getCenter()));
  };
  canvas.addEventListener('keydown', onKey);
  return () => canvas.removeEventListener('keydown', onKey);
}

/** Does the map hold the keys? Then it shows its cross and says which keys it takes. */
export function useMapFocus(box: Readonly<Ref<HTMLElement | null>>): Readonly<Ref<boolean>> {
  const focused = ref(false);
  const enter = (event: FocusEvent): void => {
    focused.value = event.target instanceof HTMLElement && event.target.matches(':focus-visible');
  };
  const leave = (): void => {
    focused.value = false;
  };
  onMounted(() => {
    box.value?.addEventListener('focusin', enter);
    box.value?.addEventListener('focusout', leave);
  });
  onBeforeUnmount(() => {
    box.value?.removeEventListener('focusin', enter);
    box.value?.removeEventListener('focusout', leave);
  });
  return focused;
}
