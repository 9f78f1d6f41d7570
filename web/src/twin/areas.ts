import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { AreaView } from '@/wire/contracts';
import { usePorts } from './ports';

export type { AreaView };

export const areaLevels = ['City', 'District', 'Street', 'Community', 'Grid'] as const;
export type AreaLevel = (typeof areaLevels)[number];

/** All areas and grids, as a tree. */
export const useAreas = defineStore('areas', () => {
  const all = shallowRef<readonly AreaView[]>([]);

  const byId = computed(() => new Map(all.value.map((area) => [area.id, area])));
  const childrenById = computed(() => {
    const children = new Map<string, AreaView[]>();
    for (const area of all.value) {
      if (area.parent == null) continue;
      const siblings = children.get(area.parent);
      if (siblings === undefined) children.set(area.parent, [area]);
      else siblings.push(area);
    }

    return children;
  });
  const root = computed(() => all.value.find((area) => area.parent == null) ?? null);
  const grids = computed(() => all.value.filter((area) => area.level === 'Grid'));
  const gridByNumber = computed(() => new Map(grids.value.map((grid) => [grid.number, grid])));

  /** Which map is on the screen: it grows when areas are split, merged, drawn. */
  const version = ref(0);
  let asking = false;

  async function load(): Promise<void> {
    all.value = await usePorts().api.get<AreaView[]>('/areas');
  }

  /** A frame tells of another map: its areas are asked for once; what fails is asked for with the next frame. */
  async function follow(told: number): Promise<void> {
    if (told === version.value || asking) return;
    asking = true;
    try {
      await load();
      version.value = told;
    } catch {
      // The screen keeps the map that it has.
    } finally {
      asking = false;
    }
  }

  function area(id: string): AreaView | undefined {
    return byId.value.get(id);
  }

  function children(id: string): readonly AreaView[] {
    return childrenById.value.get(id) ?? [];
  }

  /** From the city down to the area itself. */
  function path(id: string): AreaView[] {
    const steps: AreaView[] = [];
    for (let at = area(id); at !== undefined; at = at.parent == null ? undefined : area(at.parent)) steps.unshift(at);
    return steps;
  }

  function isWithin(id: string, ancestor: string): boolean {
    for (let at = area(id); at !== undefined; at = at.parent == null ? undefined : area(at.parent)) {
      if (at.id === ancestor) return true;
    }

    return false;
  }

  /** The step from one area towards a deeper one; null when it does not lie below. */
  function stepTowards(from: string, to: string): AreaView | null {
    const steps = path(to);
    const index = steps.findIndex((step) => step.id === from);
    return index < 0 ? null : (steps[index + 1] ?? null);
  }

  return { all, byId, root, grids, gridByNumber, version, load, follow, area, children, path, isWithin, stepTowards };
});
