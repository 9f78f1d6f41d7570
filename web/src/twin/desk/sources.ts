import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { RepeatsView, SourceFixView, SourceFixesView } from '@/wire/contracts';
import { usePorts } from '../ports';
import { useSession } from '../session';
import { deskArea } from './deskArea';
import { useWishes } from './useWishes';

export type { RepeatsView, SourceFixView };

const defaultDays = 30;
const dayMilliseconds = 86_400_000;

/** Who may ask for what; the server has the last word. */
const openers = ['Handler', 'StreetOffice', 'ShiftLead', 'CentreHead', 'Supervisor', 'Planner'];
const finishers = ['Handler', 'StreetOffice', 'CentreHead'];
const droppers = ['StreetOffice', 'CentreHead', 'Planner'];

export const measures = ['Rebuilt', 'Replaced', 'Rescheduled', 'RuleChanged', 'OwnerBound', 'ProofDropped'] as const;
export const dropReasons = ['NoCommonSource', 'NotOurs', 'NotWorthIt'] as const;

/** What comes again in the desk's area, and who mends its source. */
export const useSources = defineStore('sources', () => {
  const view = shallowRef<SourceFixesView | null>(null);
  const { busy, problem, ask, send } = useWishes();

  const area = computed(deskArea);

  function holds(roles: readonly string[], department: string): boolean {
    return useSession().session?.roles.some((one) => roles.includes(one.role)
      && (one.role !== 'Handler' || one.department === department)) ?? false;
  }

  const canOpen = (one: RepeatsView): boolean => holds(openers, one.owner);
  const canFinish = (one: SourceFixView): boolean => one.endedAt == null && holds(finishers, one.owner);
  const canDrop = (one: SourceFixView): boolean => one.endedAt == null && holds(droppers, one.owner);

  async function load(): Promise<void> {
    if (area.value === null) return;
    const path = `/source-fixes?area=${encodeURIComponent(area.value)}`;
    await ask(async () => {
      view.value = await usePorts().api.get<SourceFixesView>(path);
    });
  }

  const open = (one: RepeatsView, now: number): Promise<void> => {
    const until = new Date(now + defaultDays * dayMilliseconds).toISOString();
    return tell('', { caseId: one.latest, until }, one.latest);
  };
  const finish = (fix: number, measure: string): Promise<void> =>
    tell(`/${fix}/done`, { measure }, `${fix}/${measure}`);
  const drop = (fix: number, reason: string): Promise<void> =>
    tell(`/${fix}/drop`, { reason }, `${fix}/${reason}`);

  async function tell(rest: string, body: unknown, wish: string): Promise<void> {
    const told = await send(wish, async (id) => {
      await usePorts().api.post<SourceFixesView>(`/source-fixes${rest}`, body, id);
    });
    if (told) await load();
  }

  return { view, area, busy, problem, canOpen, canFinish, canDrop, load, open, finish, drop };
});
