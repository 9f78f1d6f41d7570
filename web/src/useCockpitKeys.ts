import { onBeforeUnmount, onMounted } from 'vue';
import { nextOf, useAttention } from './twin/attention';
import { useFigures } from './twin/figures';
import { placeOf, useView } from './twin/view';

/** Keys of the whole screen: i figures, l layout, m layers, n and p next and last pressing case, Escape one step up. */
export function useCockpitKeys(): void {
  const [figures, view] = [useFigures(), useView()];
  const attention = useAttention();

  function showNext(step: 1 | -1): void {
    const next = nextOf(attention.value.rows, view.caseId, step)?.openCase;
    if (next !== undefined) view.openCase(next.caseId, placeOf(next));
  }

  const keys: Readonly<Record<string, () => void>> = {
    i: () => {
      if (figures.sheet !== null) figures.open();
    },
    m: () => (view.listsLayers = !view.listsLayers),
    l: () => view.setLayout(view.layout === 'leader' ? 'wall' : 'leader'),
    n: () => showNext(1),
    p: () => showNext(-1),
  };

  function onKey(event: KeyboardEvent): void {
    // An open dialog has its own keys.
    if (document.querySelector('dialog[open]') !== null || isTyping(event)) return;
    keys[event.key]?.();
    if (event.key === 'Escape' && view.goUp()) event.preventDefault();
  }

  onMounted(() => addEventListener('keydown', onKey));
  onBeforeUnmount(() => removeEventListener('keydown', onKey));
}

function isTyping(event: KeyboardEvent): boolean {
  return event.target instanceof HTMLInputElement || event.ctrlKey || event.altKey || event.metaKey;
}
