import type { AreaView } from '@/twin/areas';

/** From these zooms on a level is named on the map. */
export const labelDefaults = { communityFromZoom: 12.6, gridFromZoom: 15.4 };

/** The areas to name at a zoom: the lowest level that still has room, within the area on screen or all. */
export function areasToName(areas: readonly AreaView[], zoom: number, selectedLevel: string): AreaView[] {
  const near = selectedLevel === 'Community' || selectedLevel === 'Grid';
  const level = zoom >= labelDefaults.gridFromZoom && near
    ? 'Grid'
    : zoom >= labelDefaults.communityFromZoom ? 'Community' : 'Street';
  const named = areas.filter((area) => area.level === level);
  if (named.length > 0) return named;
  const lowest = ['Community', 'Street', 'District'].find((other) => areas.some((area) => area.level === other));
  return areas.filter((area) => area.level === lowest);
}
