import { computed, ref } from 'vue';
import type { ComputedRef, Ref } from 'vue';
import { areaLevels, useAreas } from './areas';
import type { AreaLevel, AreaView } from './areas';
import { useBoards } from './boards';
import type { BoardView } from './boards';
import { defaults } from './defaults';
import { useView } from './view';

export interface RankingRow {
  area: AreaView;
  board: BoardView;
  /** Open cases per 1,000 households; null where nobody lives. */
  perThousand: number | null;
}

export interface Ranking {
  rows: ComputedRef<RankingRow[]>;
  /** Compared by open cases per 1,000 households; false: by open cases, because too few people live here. */
  byShare: ComputedRef<boolean>;
  /** Levels below the area on screen that have areas. */
  levels: ComputedRef<AreaLevel[]>;
  level: ComputedRef<AreaLevel>;
  /** A level that somebody chose; null: the one that says most. */
  chosen: Ref<AreaLevel | null>;
}

/** The areas below the one on screen, the most burdened first. */
export function useRanking(): Ranking {
  const [areas, boards, view] = [useAreas(), useBoards(), useView()];
  const chosen = ref<AreaLevel | null>(null);

  const below = computed(() => {
    const id = view.areaId;
    return id === null ? [] : areas.all.filter((area) => area.id !== id && areas.isWithin(area.id, id));
  });
  const levels = computed(() => areaLevels.filter((level) => below.value.some((area) => area.level === level)));
  const level = computed<AreaLevel>(() => chosen.value !== null && levels.value.includes(chosen.value)
    ? chosen.value
    : tellingLevel(levels.value, (one) => below.value.filter((area) => area.level === one).length));
  const rows = computed(() => {
    const found: RankingRow[] = [];
    for (const area of below.value) {
      const board = area.level === level.value ? boards.board(area.id) : null;
      if (board !== null) found.push({ area, board, perThousand: perThousand(board.open, area.households) });
    }

    const order = sharesCount(found) ? byBurden : byOpen;
    return found.sort(order).slice(0, defaults.rankingRows);
  });
  const byShare = computed(() => sharesCount(rows.value));

  return { rows, byShare, levels, level, chosen };
}

/** The highest level with enough areas to compare; else the lowest there is. */
export function tellingLevel(levels: readonly AreaLevel[], count: (level: AreaLevel) => number): AreaLevel {
  return levels.find((level) => count(level) >= defaults.rankingLeastRows) ?? levels[levels.length - 1] ?? 'Grid';
}

export function perThousand(open: number, households: number): number | null {
  return households > 0 ? (open * defaults.householdsPerShare) / households : null;
}

// Where hardly anybody lives, a share would compare one inhabited patch with nothing.
function sharesCount(rows: readonly RankingRow[]): boolean {
  return rows.filter((row) => row.perThousand !== null).length * 2 >= rows.length;
}

function byOpen(a: RankingRow, b: RankingRow): number {
  return b.board.open - a.board.open || a.area.code.localeCompare(b.area.code) || a.area.id.localeCompare(b.area.id);
}

function byBurden(a: RankingRow, b: RankingRow): number {
  return (b.perThousand ?? -1) - (a.perThousand ?? -1)
    || byOpen(a, b);
}
