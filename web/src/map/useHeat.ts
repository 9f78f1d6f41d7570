import { watch } from 'vue';
import { useAreas } from '@/twin/areas';
import { useBoards } from '@/twin/boards';
import { heatBand, heatScale } from '@/twin/heat';
import type { StateWriter } from './StateWriter';

/** Keeps the heat of the grids on the map; tells it only of bands that changed. */
export function useHeat(writer: StateWriter): () => void {
  const [areas, boards] = [useAreas(), useBoards()];
  const told = new Map<number, number>();

  function tell(): void {
    const known = areas.grids.flatMap((area) => {
      const board = boards.board(area.id);
      return board === null ? [] : [{ area, heat: board.heatMicros }];
    });
    const scale = heatScale(known.map(({ heat }) => heat));
    for (const { area, heat } of known) {
      const band = heatBand(heat, scale);
      if ((told.get(area.number) ?? 0) === band) continue;
      told.set(area.number, band);
      writer.write('grid', area.number, { heat: band });
    }
  }

  return watch(() => [boards.changes, areas.grids], tell, { immediate: true });
}
