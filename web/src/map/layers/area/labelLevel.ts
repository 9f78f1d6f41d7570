import type { AreaView } from '@/twin/areas';

/** From these zooms on a level is named on the map. */
export const labelDefaults = { communityFromZoom: 12.6, gridFromZoom: 15.4 };

/** The areas to name at a zoom: the grids of the community on screen, else the lowest level that has room. */
export function areasToName(areas: readonly AreaView[], zoom: number, selected: AreaView | null): AreaView[] {
  const community = selected?.level === 'Community' ? selected.id : selected?.level === 'Grid' ? selected.parent : null;
  if (community != null && zoom >= labelDefaults.gridFromZoom) {
    return areas.filter((area) => area.level === 'Grid' && area.parent === community);
  }

  const level = zoom >= labelDefaults.communityFromZoom ? 'Community' : 'Street';
  const named = areas.filter((area) => area.level === level);
  if (named.length > 0) return named;
  const lowest = ['Community', 'Street', 'District'].find((other) => areas.some((area) => area.level === other));
  return areas.filter((area) => area.level === lowest);
}
