import { watch } from 'vue';
import { useAreas } from '@/twin/areas';
import { useThings } from '@/twin/things';
import { useView } from '@/twin/view';
import type { MapLibreMap } from './mapLibre';

/** Keeps the areas of open incidents outlined while their layer is on. */
export function useIncident(map: MapLibreMap): () => void {
  const [areas, things, view] = [useAreas(), useThings(), useView()];
  let told: { source: string; sourceLayer: string; id: number }[] = [];

  return watch([() => things.commanded, () => view.hiddenLayers, () => areas.all], ([commanded, hidden]) => {
    for (const one of told) map.setFeatureState(one, { incident: false });
    told = hidden.has('incident') ? [] : commanded.flatMap((id) => {
      const area = areas.area(id);
      return area === undefined
        ? []
        : [{ source: 'city', sourceLayer: area.level === 'Grid' ? 'grid' : 'area', id: area.number }];
    });
    for (const one of told) map.setFeatureState(one, { incident: true });
  }, { immediate: true });
}
