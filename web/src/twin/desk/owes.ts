import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { ObligationPage, ObligationView } from '@/wire/contracts';
import { usePorts } from '../ports';
import { useSession } from '../session';

const rowsMost = 100;

/** What the desk's own department owes cases that others hold; the highest level of supervision first. */
export const useOwes = defineStore('owes', () => {
  const page = shallowRef<ObligationPage | null>(null);
  let turn = 0;

  const rows = computed<readonly ObligationView[]>(() => page.value?.rows ?? []);
  const department = computed(() => {
    const session = useSession().session;
    if (!(session?.sees.includes('departmentCases') ?? false)) return null;
    return session?.roles.find((one) => one.department != null)?.department ?? null;
  });

  /** What is not heard of now is heard of with the next frame. */
  async function load(atLeast = 0): Promise<void> {
    if (department.value === null) return;
    const mine = ++turn;
    const asked = new URLSearchParams({ pageSize: String(rowsMost) });
    if (atLeast > 0) asked.set('atLeast', String(atLeast));
    const found = await usePorts().api.get<ObligationPage>(
      `/departments/${encodeURIComponent(department.value)}/obligations?${asked.toString()}`,
    ).catch(() => null);
    if (mine === turn && found !== null) page.value = found;
  }

  function forget(): void {
    turn++;
    page.value = null;
  }

  return { rows, department, load, forget };
});
