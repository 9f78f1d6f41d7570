import { watch } from 'vue';
import { useAreas } from '@/twin/areas';
import { useView } from '@/twin/view';
import type { MapLibreMap } from './mapLibre';

/** Keeps the outline of the area on screen bright. The city itself needs none. */
export function useSelection(map: MapLibreMap): () => void {
  const [areas, view] = [useAreas(), useView()];
  let told: { source: string; sourceLayer: string; id: number } | null = null;

  return watch(() => view.areaId, (areaId) => {
    if (told !== null) map.setFeatureState(told, { selected: false });
    const area = areaId === null ? undefined : areas.area(areaId);
    told = area === undefined || area.level === 'City'
      ? null
      : { source: 'city', sourceLayer: area.level === 'Grid' ? 'grid' : 'area', id: area.number };
    if (told !== null) map.setFeatureState(told, { selected: true });
  }, { immediate: true });
}
