import { onBeforeUnmount, onMounted } from 'vue';

/** What each key does; the letter is as `KeyboardEvent.key` tells it. */
export type Keys = Record<string, () => void>;

/** Keys of the page: silent while somebody writes, and while a form is open. */
export function useKeys(keys: () => Keys): void {
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (document.querySelector('dialog[open]') !== null || writes(event.target)) return;
    if (event.key === 'Enter' && isPressable(event.target)) return;
    if (event.key === ' ' ) return;
    const run = keys()[event.key];
    if (run === undefined) return;
    event.preventDefault();
    run();
  };
  onMounted(() => addEventListener('keydown', press));
  onBeforeUnmount(() => removeEventListener('keydown', press));
}

function writes(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox';
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** A button that has the focus takes Enter for itself. */
function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('button, a, summary') !== null;
}
