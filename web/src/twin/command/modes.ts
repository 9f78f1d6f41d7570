import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { HazardView, ModeRowView, ModeView } from '@/wire/contracts';
import type { ModesView } from '@/wire/contracts';
import { useAreas } from '../areas';
import { usePorts } from '../ports';

export type { HazardView, ModeRowView, ModeView };

/** The modes of all areas, and the table that says where each may go. */
export const useModes = defineStore('modes', () => {
  const table = shallowRef<readonly ModeRowView[]>([]);
  const hazards = shallowRef<readonly HazardView[]>([]);
  const held = shallowRef<readonly ModeView[]>([]);
  const version = ref(0);
  const rows = computed(() => new Map(table.value.map((row) => [row.mode, row])));
  let asking = false;

  async function load(): Promise<void> {
    const found = await usePorts().api.get<ModesView>('/modes');
    table.value = found.table;
    hazards.value = found.hazards;
    held.value = found.held;
    version.value = found.version;
  }

  /** A frame tells of more than was read: it is asked for once; what fails is asked for with the next frame. */
  async function follow(told: number): Promise<void> {
    if (told <= version.value || asking) return;
    asking = true;
    try {
      await load();
    } catch {
      // The screen keeps what it has.
    } finally {
      asking = false;
    }
  }

  /** What holds in an area: its own, those of the areas above it, and those in it; the highest first. */
  function around(area: string): ModeView[] {
    const areas = useAreas();
    return held.value.filter((one) => areas.isWithin(area, one.area) || areas.isWithin(one.area, area));
  }

  const rowOf = (mode: string): ModeRowView | undefined => rows.value.get(mode);

  return { table, hazards, held, version, load, follow, around, rowOf };
});
