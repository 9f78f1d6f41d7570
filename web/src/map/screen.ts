import type { Rect } from './layers/case/markSet';

/** Where the scale stands on the map, so that labels keep clear of it; null before it is there. */
export function scaleRectIn(map: HTMLElement | null): Rect | null {
  const scale = map?.querySelector('.maplibregl-ctrl-scale')?.getBoundingClientRect();
  if (map === null || scale === undefined) return null;
  const { left, top } = map.getBoundingClientRect();
  return {
    left: scale.left - left, right: scale.right - left, top: scale.top - top, bottom: scale.bottom - top,
  };
}

/** Pixels that stand for one at 1920 × 1080. */
export function unitPixels(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
}
