import { useAreas } from '@/twin/areas';
import { useCity } from '@/twin/city';
import { cameraDefaults, fit } from './camera';
import type { Camera, CameraLevel, Insets } from './camera';
import type { MapLibreMap } from './mapLibre';

export interface Flight {
  cameraOf: (areaId: string | null) => Camera;
  placeOf: (lng: number, lat: number) => Camera;
  /** A camera that stands there already does not move: without a graphics card each picture is dear. */
  fly: (map: MapLibreMap, camera: Camera, atOnce?: boolean) => void;
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

  function fly(map: MapLibreMap, camera: Camera, atOnce = false): void {
    const padding = { ...screen().insets };
    if (stands(map, camera, padding)) return;
    map.easeTo({
      ...camera, padding, essential: false,
      duration: atOnce || wantsStillness() ? 0 : cameraDefaults.flightMilliseconds,
    });
  }

  return { cameraOf, placeOf: (lng, lat) => ({ ...cameraDefaults.place, center: [lng, lat] }), fly };
}

function stands(map: MapLibreMap, camera: Camera, padding: Insets): boolean {
  const [center, now] = [map.getCenter(), map.getPadding()];
  const pairs: [number, number][] = [
    [center.lng * 1e5, camera.center[0] * 1e5], [center.lat * 1e5, camera.center[1] * 1e5],
    [map.getZoom() * 1e3, camera.zoom * 1e3], [map.getPitch(), camera.pitch], [map.getBearing(), camera.bearing],
    [now.top ?? 0, padding.top], [now.right ?? 0, padding.right], [now.bottom ?? 0, padding.bottom],
    [now.left ?? 0, padding.left],
  ];
  return !map.isMoving() && pairs.every(([is, wanted]) => Math.abs(is - wanted) < 0.5);
}
