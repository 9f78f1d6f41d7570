import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type {
  BuildingView, CaseChainView, CaseView, EntranceView, HouseholdView, PostView, SiteView,
} from '@/wire/contracts';
import { Refused } from '@/wire/http';
import { usePorts } from './ports';

export type { BuildingView, CaseChainView, CaseView, EntranceView, HouseholdView, SiteView };
export type CardState = 'loading' | 'ready' | 'refused' | 'unreachable';

/** The one case, building, address or key site whose card is open. */
export const useCaseCard = defineStore('caseCard', () => {
  const openCase = shallowRef<CaseView | null>(null);
  /** What led to what in the open case; null until it is here. */
  const chain = shallowRef<CaseChainView | null>(null);
  const building = shallowRef<BuildingView | null>(null);
  const household = shallowRef<HouseholdView | null>(null);
  const site = shallowRef<SiteView | null>(null);
  const state = ref<CardState>('loading');
  /** Name of the seat that has the case. */
  const seatName = ref<string | null>(null);
  const seatNames = new Map<string, string>();
  let turn = 0;

  /**
   * Loads the case, as it is or as it was after a position; a reload of the same case keeps the old picture until
   * the new one is here.
   */
  async function loadCase(caseId: string, asOf: number | null = null): Promise<void> {
    building.value = household.value = site.value = null;
    if (openCase.value?.caseId !== caseId) openCase.value = chain.value = null;
    await load(async () => {
      const id = encodeURIComponent(caseId);
      const [found, links] = await Promise.all([
        usePorts().api.get<CaseView>(asOf === null ? `/cases/${id}` : `/past/cases/${id}?position=${asOf}`),
        usePorts().api.get<CaseChainView>(`/cases/${id}/chain${asOf === null ? '' : `?position=${asOf}`}`),
      ]);
      const seat = found.post == null ? null : await postName(found.post);
      return () => {
        openCase.value = found;
        chain.value = links;
        seatName.value = seat;
      };
    }, openCase.value === null);
  }

  // Seats do not change their names: asked once.
  async function postName(id: string): Promise<string> {
    const known = seatNames.get(id);
    if (known !== undefined) return known;
    const { name } = await usePorts().api.get<PostView>(`/posts/${encodeURIComponent(id)}`);
    seatNames.set(id, name);
    return name;
  }

  async function loadBuilding(number: number): Promise<void> {
    openCase.value = chain.value = household.value = site.value = null;
    if (building.value?.number !== number) building.value = null;
    await load(async () => {
      const found = await usePorts().api.get<BuildingView>(`/buildings/${number}`);
      return () => (building.value = found);
    }, building.value === null);
  }

  async function loadSite(id: string): Promise<void> {
    openCase.value = chain.value = building.value = household.value = null;
    if (site.value?.id !== id) site.value = null;
    await load(async () => {
      const found = await usePorts().api.get<SiteView>(`/sites/${encodeURIComponent(id)}`);
      return () => (site.value = found);
    }, site.value === null);
  }

  /** Above the card of its building; the city notes that it was looked at, and why. */
  async function loadHousehold(id: string): Promise<void> {
    household.value = null;
    await load(async () => {
      const found = await usePorts().api.get<HouseholdView>(`/households/${encodeURIComponent(id)}?purpose=card`);
      return () => (household.value = found);
    }, true);
  }

  async function load(ask: () => Promise<() => void>, first: boolean): Promise<void> {
    const mine = ++turn;
    if (first) state.value = 'loading';
    try {
      const show = await ask();
      if (mine !== turn) return;
      show();
      state.value = 'ready';
    } catch (failure) {
      if (mine === turn && first) state.value = failure instanceof Refused ? 'refused' : 'unreachable';
    }
  }

  function close(): void {
    turn++;
    openCase.value = chain.value = building.value = household.value = site.value = null;
  }

  return {
    openCase, chain, seatName, building, household, site, state, loadCase, loadBuilding, loadHousehold, loadSite, close,
  };
});
