import { useAreas } from '@/twin/areas';
import { useCity } from '@/twin/city';
import { cameraDefaults, fit } from './camera';
import type { Camera, CameraLevel, Insets } from './camera';
import type { MapLibreMap } from './mapLibre';

export interface Flight {
  cameraOf: (areaId: string | null) => Camera;
  placeOf: (lng: number, lat: number) => Camera;
  fly: (map: MapLibreMap | null, camera: Camera) => void;
}

export const wantsStillness = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Where the camera goes for an area or a place, and how. */
export function useFlight(screen: () => { width: number; height: number; insets: Insets }): Flight {
  const [areas, city] = [useAreas(), useCity()];

  function cameraOf(areaId: string | null): Camera {
    const area = areaId === null ? undefined : areas.area(areaId);
    // The boxes of the grids hug a city closer than its own box does.
    const grids = areaId === null ? areas.grids : areas.grids.filter((grid) => areas.isWithin(grid.id, areaId));
    const boxes = grids.map((grid) => grid.box).filter((one) => one.length === 4);
    return fit({
      boxes: boxes.length > 0 ? boxes : [area?.box ?? city.city?.box ?? []],
      level: (area?.level ?? 'City') as CameraLevel,
      ...screen(),
    });
  }

  function fly(map: MapLibreMap | null, camera: Camera): void {
    map?.easeTo({
      ...camera, padding: { ...screen().insets }, essential: false,
      duration: wantsStillness() ? 0 : cameraDefaults.flightMilliseconds,
    });
  }

  return { cameraOf, placeOf: (lng, lat) => ({ ...cameraDefaults.place, center: [lng, lat] }), fly };
}
