import type { StageMove } from '@/twin/feed';

const flow = { flightMilliseconds: 900, mostAtOnce: 12 };

/** Lets a dot fly from stage to stage for each case that moved; a few at once, and none with reduced motion. */
export function playMoves(track: HTMLElement, moves: readonly StageMove[]): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches || document.hidden) return;
  const flying = track.querySelectorAll('.mover').length;
  for (const move of moves.slice(0, Math.max(0, flow.mostAtOnce - flying))) fly(track, move);
}

function fly(track: HTMLElement, move: StageMove): void {
  const from = middle(track, move.from ?? 'reported');
  const to = middle(track, move.to);
  if (from === null || to === null) return;
  const mover = document.createElement('i');
  mover.className = `mover ${move.severity}`;
  track.append(mover);
  const flight = mover.animate(
    [{ left: `${from}px`, opacity: 0 }, { opacity: 1, offset: 0.15 }, { left: `${to}px`, opacity: 0.2 }],
    { duration: flow.flightMilliseconds, easing: 'ease-in-out' },
  );
  flight.onfinish = () => mover.remove();
  flight.oncancel = () => mover.remove();
}

function middle(track: HTMLElement, group: string): number | null {
  const node = track.querySelector<HTMLElement>(`[data-stage-group="${group}"]`);
  return node === null ? null : node.offsetLeft + node.offsetWidth / 2;
}
