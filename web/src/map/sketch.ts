import { Marker } from 'maplibre-gl';
import { createMap, plainLook } from './mapLibre';
import type { MapLibreMap } from './mapLibre';

export interface Sketch {
  show: (lng: number, lat: number, marked: boolean) => void;
  close: () => void;
}

/** A small flat map of one place, for a phone. */
export function createSketch(
  container: HTMLElement, at: { lng: number; lat: number }, box: readonly number[],
  onPick: ((at: { lng: number; lat: number }) => void) | null,
): Sketch {
  const camera = { center: [at.lng, at.lat] as [number, number], zoom: 16.4, pitch: 0, bearing: 0 };
  const map: MapLibreMap = createMap(container, camera, plainLook('day', box));
  map.dragRotate.disable();
  map.touchZoomRotate.disableRotation();
  const marker = new Marker({ color: '#c0142a' }).setLngLat([at.lng, at.lat]);
  if (onPick !== null) map.on('click', ({ lngLat }) => onPick({ lng: lngLat.lng, lat: lngLat.lat }));
  return {
    show: (lng, lat, marked) => {
      marker.setLngLat([lng, lat]);
      if (marked) marker.addTo(map);
      else marker.remove();
    },
    close: () => map.remove(),
  };
}
