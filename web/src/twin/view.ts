import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { useAreas } from './areas';
import { usePorts } from './ports';

export type Theme = 'night' | 'day';
export type Layout = 'wall' | 'leader';
export type Locale = 'zh-CN' | 'en';
export const layerNames = ['buildings', 'heat', 'grids', 'borders', 'cases', 'labels'] as const;
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
  const theme = ref<Theme>(keep.get('theme') === 'day' ? 'day' : 'night');
  const locale = ref<Locale>(keep.get('locale') === 'en' ? 'en' : 'zh-CN');
  const layout = ref<Layout>(keep.get('layout') === 'leader' ? 'leader' : 'wall');
  const hiddenLayers = ref<ReadonlySet<LayerName>>(new Set());
  /** A place that somebody asked to see; the map flies there and forgets it. */
  const asked = ref<Place | null>(null);

  const area = computed(() => (areaId.value === null ? null : (useAreas().area(areaId.value) ?? null)));

  function openArea(id: string): void {
    areaId.value = id;
    caseId.value = null;
    buildingNumber.value = null;
  }

  /** One step up; false when it is the city already. */
  function goUp(): boolean {
    if (caseId.value !== null || buildingNumber.value !== null) {
      closeCards();
      return true;
    }

    const parent = area.value?.parent;
    if (parent == null) return false;
    openArea(parent);
    return true;
  }

  function openCase(id: string, at: Place | null = null): void {
    buildingNumber.value = null;
    caseId.value = id;
    if (at !== null) asked.value = at;
  }

  function openBuilding(number: number): void {
    caseId.value = null;
    buildingNumber.value = number;
  }

  function closeCards(): void {
    caseId.value = null;
    buildingNumber.value = null;
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
  }

  return {
    areaId, caseId, buildingNumber, theme, locale, layout, hiddenLayers, asked, area,
    openArea, goUp, openCase, openBuilding, closeCards, setTheme, setLocale, setLayout, toggleLayer,
  };
});
