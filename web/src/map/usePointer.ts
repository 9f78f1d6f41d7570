import type { MapMouseEvent } from 'maplibre-gl';
import { useAreas } from '@/twin/areas';
import { useView } from '@/twin/view';
import type { CaseOverlay } from './layers/case/CaseOverlay';
import type { MapLibreMap } from './mapLibre';
import { unitPixels } from './screen';
import { pressOnMap, reachPixels, spiral } from './useMapKeys';

export const pointerDefaults = { clusterZoomSteps: 1.6, hoverEachMilliseconds: 80, buildingsFromZoom: 15.6 };

/** Clicks, keys and hovers: a case first, then a sign, a building, the ground. The way back lets go of the keys. */
export function usePointer(
  map: MapLibreMap, overlay: CaseOverlay, signAt: (x: number, y: number) => (() => void) | null,
): () => void {
  const [areas, view] = [useAreas(), useView()];
  let hovered: number | null = null;
  let lastHover = 0;

  type Spot = Pick<MapMouseEvent['point'], 'x' | 'y'>;

  map.on('click', ({ point }: MapMouseEvent) => {
    if (!takeCase(point) && !takeSign(point) && !takeBuilding(point)) takeGround(point);
  });
  // A hand on the keys does not hit as well as one on the mouse: what is nearest to the cross counts.
  const letGo = pressOnMap(map, (middle) => {
    const spots = spiral(middle, reachPixels * unitPixels());
    if (!takeCase(middle) && !spots.some(takeSign) && !spots.some(takeBuilding)) takeGround(middle);
  });

  function takeCase({ x, y }: Spot): boolean {
    const mark = overlay.hit(x, y);
    if (mark === null) return false;
    const only = mark.cases.length === 1 ? mark.cases[0] : undefined;
    if (only !== undefined) view.openCase(only.caseId);
    else map.easeTo({ center: [mark.lng, mark.lat], zoom: map.getZoom() + pointerDefaults.clusterZoomSteps });
    return true;
  }

  function takeSign({ x, y }: Spot): boolean {
    const open = signAt(x, y);
    open?.();
    return open !== null;
  }

  /** Whoever is near enough to see a door may ask for it, whatever area the panels tell of. */
  function buildingAt({ x, y }: Spot): number | null {
    const level = view.area?.level;
    const near = level === 'Grid' || level === 'Community'
      || map.getZoom() - Math.log2(unitPixels()) >= pointerDefaults.buildingsFromZoom;
    if (!near || map.getLayer('building') === undefined) return null;
    const [building] = map.queryRenderedFeatures([x, y], { layers: ['building'] });
    return building === undefined ? null : Number(building.id);
  }

  function takeBuilding(spot: Spot): boolean {
    const number = buildingAt(spot);
    if (number !== null) view.openBuilding(number);
    return number !== null;
  }

  function takeGround({ x, y }: Spot): void {
    const hit = map.queryRenderedFeatures([x, y], { layers: ['grid-hover'] });
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
    const overMark = overlay.hit(point.x, point.y) !== null || signAt(point.x, point.y) !== null;
    const grid = overMark ? undefined : map.queryRenderedFeatures(point, { layers: ['grid-hover'] })[0];
    const over = overMark ? 'case' : buildingAt(point) !== null ? 'building' : grid !== undefined ? 'grid' : '';
    map.getCanvas().style.cursor = over === '' ? '' : 'pointer';
    map.getCanvas().dataset['over'] = over;
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

  return letGo;
}
