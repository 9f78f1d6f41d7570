import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { useAreas } from './areas';
import { usePorts } from './ports';

export type Theme = 'night' | 'day';
export type Layout = 'wall' | 'leader';
export type Locale = 'zh-CN' | 'en';
export const layerNames = [
  'buildings', 'heat', 'grids', 'borders', 'labels', 'cases', 'devices', 'sites', 'teams', 'resources', 'incident',
] as const;
export type LayerName = (typeof layerNames)[number];

export interface Place {
  lng: number;
  lat: number;
}

/** Where a case lies, if it is known. */
export function placeOf({ lng, lat }: Partial<Record<'lng' | 'lat', number | null>>): Place | null {
  return lng == null || lat == null ? null : { lng, lat };
}

/** What the screen looks at. */
export const useView = defineStore('view', () => {
  const keep = usePorts().keep;
  const areaId = ref<string | null>(null);
  const caseId = ref<string | null>(null);
  const buildingNumber = ref<number | null>(null);
  const siteId = ref<string | null>(null);
  const householdId = ref<string | null>(null);
  const theme = ref<Theme>(keep.get('theme') === 'day' ? 'day' : 'night');
  const locale = ref<Locale>(keep.get('locale') === 'en' ? 'en' : 'zh-CN');
  const layout = ref<Layout>(keep.get('layout') === 'leader' ? 'leader' : 'wall');
  const hiddenLayers = ref<ReadonlySet<LayerName>>(
    new Set(layerNames.filter((name) => (keep.get('hiddenLayers') ?? '').split(' ').includes(name))),
  );
  /** The list of layers is open. */
  const listsLayers = ref(false);
  /** A place that somebody asked to see; the map flies there and forgets it. */
  const asked = ref<Place | null>(null);

  const cardOpen = computed(() => caseId.value !== null || buildingNumber.value !== null || siteId.value !== null);
  const area = computed(() => (areaId.value === null ? null : (useAreas().area(areaId.value) ?? null)));

  function openArea(id: string): void {
    areaId.value = id;
    closeCards();
  }

  /** One step up; false when it is the city already. */
  function goUp(): boolean {
    if (householdId.value !== null) {
      householdId.value = null;
      return true;
    }

    if (cardOpen.value) {
      closeCards();
      return true;
    }

    const parent = area.value?.parent;
    if (parent == null) return false;
    openArea(parent);
    return true;
  }

  function openCase(id: string, at: Place | null = null): void {
    closeCards();
    caseId.value = id;
    if (at !== null) asked.value = at;
  }

  function openBuilding(number: number): void {
    closeCards();
    buildingNumber.value = number;
  }

  function openSite(id: string): void {
    closeCards();
    siteId.value = id;
  }

  /** Over the card of its building, to which it leads back. */
  function openHousehold(id: string | null): void {
    householdId.value = id;
  }

  function closeCards(): void {
    caseId.value = null;
    buildingNumber.value = null;
    siteId.value = null;
    householdId.value = null;
  }

  function setTheme(next: Theme): void {
    theme.value = next;
    keep.set('theme', next);
  }

  function setLayout(next: Layout): void {
    layout.value = next;
    keep.set('layout', next);
  }

  function setLocale(next: Locale): void {
    locale.value = next;
    keep.set('locale', next);
  }

  function toggleLayer(name: LayerName): void {
    const next = new Set(hiddenLayers.value);
    if (!next.delete(name)) next.add(name);
    hiddenLayers.value = next;
    keep.set('hiddenLayers', [...next].join(' '));
  }

  return {
    areaId, caseId, buildingNumber, siteId, householdId, cardOpen, theme, locale, layout, hiddenLayers, listsLayers,
    asked, area, openArea, goUp, openCase, openBuilding, openSite, openHousehold, closeCards,
    setTheme, setLocale, setLayout, toggleLayer,
  };
});
