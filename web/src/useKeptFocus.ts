import { nextTick, onBeforeUnmount, onMounted, watch } from 'vue';
import type { Ref, WatchSource } from 'vue';

interface Place {
  panel: string | null;
  action: string | null;
  target: string | null;
}

/** The element that had the keys is gone: those stay near it, and come back to what opened a card. */
export function useKeptFocus(stage: Readonly<Ref<HTMLElement | null>>, changes: WatchSource[]): void {
  let last: Place | null = null;
  let opener: Place | null = null;

  function note(event: FocusEvent): void {
    if (!(event.target instanceof HTMLElement)) return;
    last = placeOf(event.target);
    if (last.panel !== 'card') opener = last;
  }

  watch(changes, async () => {
    const before = last;
    await nextTick();
    if (stage.value === null || before === null || document.activeElement !== document.body) return;
    const cardOpened = stage.value.querySelector<HTMLElement>('[data-action="close-card"]');
    const places = before.panel === 'card' ? [opener] : [before];
    const next = cardOpened ?? places.map((place) => find(stage.value, place)).find((one) => one !== null)
      ?? stage.value.querySelector<HTMLElement>('[aria-current="location"]');
    next?.focus({ preventScroll: true });
  }, { flush: 'post' });

  onMounted(() => stage.value?.addEventListener('focusin', note));
  onBeforeUnmount(() => stage.value?.removeEventListener('focusin', note));
}

function placeOf(element: HTMLElement): Place {
  return {
    panel: element.closest<HTMLElement>('[data-panel]')?.dataset['panel'] ?? null,
    action: element.dataset['action'] ?? null,
    target: element.dataset['target'] ?? null,
  };
}

/** The same button, else the first of its panel. */
function find(stage: HTMLElement | null, place: Place | null): HTMLElement | null {
  if (stage === null || place?.panel == null) return null;
  const panel = stage.querySelector(`[data-panel="${CSS.escape(place.panel)}"]`);
  const buttons = [...(panel?.querySelectorAll<HTMLElement>('button:not([disabled])') ?? [])];
  return buttons.find(({ dataset }) => dataset['action'] === place.action && dataset['target'] === place.target)
    ?? buttons.find(({ tabIndex }) => tabIndex === 0) ?? null;
}
