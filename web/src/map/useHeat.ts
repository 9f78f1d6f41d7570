import { watch } from 'vue';
import { useAreas } from '@/twin/areas';
import { useBoards } from '@/twin/boards';
import { useCity } from '@/twin/city';
import { heatBand, heatOfAll } from '@/twin/heat';
import { usePast } from '@/twin/past';
import { useUsualHeat } from '@/twin/usualHeat';
import type { StateWriter } from './StateWriter';

const hourMilliseconds = 3_600_000;

/** Keeps the heat of the grids on the map; tells it only of bands that changed. */
export function useHeat(writer: StateWriter): () => void {
  const [areas, boards, city, past, usual] = [useAreas(), useBoards(), useCity(), usePast(), useUsualHeat()];
  const told = new Map<number, number>();

  function tell(): void {
    const known = areas.grids.flatMap((area) => {
      const board = boards.board(area.id);
      return board === null ? [] : [{ area, heat: board.heatMicros }];
    });
    const all = usual.known ? null : heatOfAll(known.map(({ heat }) => heat));
    for (const { area, heat } of known) {
      const against = all ?? usual.byGrid.get(area.id);
      const band = against === undefined ? 0 : heatBand(heat, against);
      if ((told.get(area.number) ?? 0) === band) continue;
      told.set(area.number, band);
      writer.write('grid', area.number, { heat: band });
    }
  }

  const stops = [
    watch(() => [areas.root?.id, Math.floor(city.slowNow / hourMilliseconds), past.active] as const,
      ([root, hour, isPast]) => {
        if (root !== undefined && hour > 0) void usual.load(root, isPast ? city.now : null);
      }, { immediate: true }),
    watch(() => [boards.changes, areas.grids, usual.byGrid], tell, { immediate: true }),
  ];
  return () => stops.forEach((stop) => stop());
}
