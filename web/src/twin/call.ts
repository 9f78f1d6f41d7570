import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { ContactView } from '@/wire/contracts';
import { Refused } from '@/wire/http';
import { useCity } from './city';
import { usePorts } from './ports';

export type CallState = 'closed' | 'loading' | 'shown' | 'none' | 'refused' | 'lost';

/** How the reporter of one case is reached: asked for at a tap, gone from the screen a minute later. */
export const useCall = defineStore('call', () => {
  const city = useCity();
  const view = shallowRef<ContactView | null>(null);
  const asked = ref<string | null>(null);
  const failed = ref<'refused' | 'lost' | null>(null);

  const secondsLeft = computed(() => view.value === null
    ? 0
    : Math.max(0, Math.ceil((Date.parse(view.value.showUntil) - city.now) / 1_000)));

  function stateOf(caseId: string): CallState {
    if (asked.value !== caseId) return 'closed';
    if (failed.value !== null) return failed.value;
    if (view.value === null) return 'loading';
    if (view.value.contact == null) return 'none';
    return secondsLeft.value > 0 ? 'shown' : 'closed';
  }

  /** Never kept anywhere but in this variable, and there only while it may be shown. */
  function contactOf(caseId: string): string | null {
    return stateOf(caseId) === 'shown' ? view.value?.contact ?? null : null;
  }

  async function show(caseId: string, purpose: string): Promise<void> {
    asked.value = caseId;
    view.value = null;
    failed.value = null;
    try {
      const path = `/cases/${encodeURIComponent(caseId)}/contact?purpose=${encodeURIComponent(purpose)}`;
      const found = await usePorts().api.get<ContactView>(path);
      if (asked.value === caseId) view.value = found;
    } catch (failure) {
      if (asked.value === caseId) failed.value = failure instanceof Refused ? 'refused' : 'lost';
    }
  }

  function hide(): void {
    asked.value = null;
    view.value = null;
  }

  return { stateOf, contactOf, secondsLeft, show, hide };
});
