import { defaults } from './defaults';
import type { AreaView } from './areas';

export interface TopicQuestion {
  areas: readonly AreaView[];
  /** The area that the panels show. */
  selected: string;
  /** Grids that the map shows now; counts only in cities with too many grids to watch all. */
  gridsInView: readonly string[];
}

/** Which areas to watch: all of a small city, in a large one what the screen shows. */
export function topicsToWatch({ areas, selected, gridsInView }: TopicQuestion): Set<string> {
  const grids = areas.filter((area) => area.level === 'Grid');
  if (grids.length <= defaults.watchAllGridsUpTo) return new Set(areas.map((area) => area.id));
  const topics = new Set<string>([selected, ...gridsInView.slice(0, defaults.watchGridsInViewUpTo)]);
  for (const area of areas) if (area.level !== 'Grid') topics.add(area.id);
  return topics;
}
