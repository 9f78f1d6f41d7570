import { watch } from 'vue';
import { useAreas } from '@/twin/areas';
import { useBoards } from '@/twin/boards';
import type { BoardView } from '@/twin/boards';
import { useCity } from '@/twin/city';
import { heatBand, heatOfAll } from '@/twin/heat';
import type { UsualHeat } from '@/twin/heat';
import { useLive } from '@/twin/live';
import { usePast } from '@/twin/past';
import { useUsualHeat } from '@/twin/usualHeat';
import type { StateWriter } from './StateWriter';

const hourMilliseconds = 3_600_000;

type TellHeat = (boardOf: (grid: string) => BoardView | null, usual: ReadonlyMap<string, UsualHeat>) => void;

/** Tells a map the heat of the grids, and only of bands that changed. */
export function heatTeller(writer: StateWriter): TellHeat {
  const areas = useAreas();
  const told = new Map<number, number>();

  return (boardOf, usual) => {
    const known = areas.grids.flatMap((area) => {
      const board = boardOf(area.id);
      return board === null ? [] : [{ area, heat: board.heatMicros }];
    });
    const all = usual.size > 0 ? null : heatOfAll(known.map(({ heat }) => heat));
    for (const { area, heat } of known) {
      const against = all ?? usual.get(area.id);
      const band = against === undefined ? 0 : heatBand(heat, against);
      if ((told.get(area.number) ?? 0) === band) continue;
      told.set(area.number, band);
      writer.write('grid', area.number, { heat: band });
    }
  };
}

/** Keeps the heat of the grids on the map. */
export function useHeat(writer: StateWriter): () => void {
  const [areas, boards, city, live] = [useAreas(), useBoards(), useCity(), useLive()];
  const [past, usual] = [usePast(), useUsualHeat()];
  const tell = heatTeller(writer);

  const stops = [
    watch([
      () => areas.root?.id, () => Math.floor(city.slowNow / hourMilliseconds), () => past.active, () => live.connection,
    ], ([root, hour, isPast, connection]) => {
      if (root !== undefined && hour > 0 && connection === 'live') void usual.load(root, isPast ? city.now : null);
    }, { immediate: true }),
    watch([() => boards.changes, () => areas.grids, () => usual.byGrid], () => tell(boards.board, usual.byGrid), {
      immediate: true,
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
