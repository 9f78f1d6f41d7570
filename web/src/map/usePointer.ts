import type { MapMouseEvent } from 'maplibre-gl';
import { useAreas } from '@/twin/areas';
import { useView } from '@/twin/view';
import type { CaseOverlay } from './layers/case/CaseOverlay';
import type { MapLibreMap } from './mapLibre';

export const pointerDefaults = { clusterZoomSteps: 1.6, hoverEachMilliseconds: 80 };

/** Clicks and hovers: a case first, then a building, then the ground. */
export function usePointer(map: MapLibreMap, overlay: CaseOverlay): void {
  const [areas, view] = [useAreas(), useView()];
  let hovered: number | null = null;
  let lastHover = 0;

  map.on('click', ({ point, lngLat }: MapMouseEvent) => {
    const mark = overlay.hit(point.x, point.y);
    const only = mark?.cases.length === 1 ? mark.cases[0] : undefined;
    if (only !== undefined) {
      view.openCase(only.caseId);
    } else if (mark !== null) {
      map.easeTo({ center: [mark.lng, mark.lat], zoom: map.getZoom() + pointerDefaults.clusterZoomSteps });
    } else {
      clickGround(point);
    }

    void lngLat;
  });

  function clickGround(point: MapMouseEvent['point']): void {
    const hit = map.queryRenderedFeatures(point, { layers: ['building', 'grid-hover'] });
    const level = view.area?.level;
    const building = hit.find((feature) => feature.layer.id === 'building');
    if (building !== undefined && (level === 'Grid' || level === 'Community')) {
      view.openBuilding(Number(building.id));
      return;
    }

    const grid = hit.find((feature) => feature.layer.id === 'grid-hover');
    const gridId = grid === undefined ? undefined : areas.gridByNumber.get(Number(grid.id))?.id;
    if (gridId !== undefined) drillTowards(gridId);
  }

  // A click goes one level down where the grid lies below, else to the same level beside.
  function drillTowards(gridId: string): void {
    if (view.areaId === null) return;
    const below = areas.stepTowards(view.areaId, gridId);
    if (below !== null) {
      view.openArea(below.id);
      return;
    }

    const beside = areas.path(gridId).find((step) => step.level === view.area?.level);
    view.openArea(beside?.id ?? gridId);
  }

  map.on('mousemove', ({ point }: MapMouseEvent) => {
    const now = performance.now();
    if (map.isMoving() || now - lastHover < pointerDefaults.hoverEachMilliseconds) return;
    lastHover = now;
    const overMark = overlay.hit(point.x, point.y) !== null;
    const grid = overMark ? undefined : map.queryRenderedFeatures(point, { layers: ['grid-hover'] })[0];
    map.getCanvas().style.cursor = overMark || grid !== undefined ? 'pointer' : '';
    hover(grid === undefined ? null : Number(grid.id));
  });
  map.on('mouseout', () => hover(null));

  function hover(next: number | null): void {
    if (next === hovered) return;
    const at = (id: number) => ({ source: 'city', sourceLayer: 'grid', id });
    if (hovered !== null) map.setFeatureState(at(hovered), { hover: false });
    if (next !== null) map.setFeatureState(at(next), { hover: true });
    hovered = next;
  }
}
