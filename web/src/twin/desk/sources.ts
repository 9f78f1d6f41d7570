import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { RepeatsView, SourceFixView, SourceFixesView } from '@/wire/contracts';
import { newCommandId } from '@/wire/commandId';
import { useAreas } from '../areas';
import { usePorts } from '../ports';
import { useSession } from '../session';
import type { Sentence } from './sentence';
import { sentenceOf } from './sentence';

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
  const busy = ref(false);
  const problem = shallowRef<Sentence | 'lost' | null>(null);
  /** One identity for one wish: pressed again after a cut it counts once. */
  const wishes = new Map<string, string>();

  const area = computed(() => useSession().session?.roles[0]?.home ?? useAreas().root?.id ?? null);

  function holds(roles: readonly string[], department: string): boolean {
    return useSession().session?.roles.some((one) => roles.includes(one.role)
      && (one.role !== 'Handler' || one.department === department)) ?? false;
  }

  const canOpen = (one: RepeatsView): boolean => holds(openers, one.owner);
  const canFinish = (one: SourceFixView): boolean => one.endedAt == null && holds(finishers, one.owner);
  const canDrop = (one: SourceFixView): boolean => one.endedAt == null && holds(droppers, one.owner);

  async function load(): Promise<void> {
    if (area.value === null) return;
    try {
      view.value = await usePorts().api.get<SourceFixesView>(path());
      problem.value = null;
    } catch (failure) {
      problem.value = sentenceOf(failure) ?? 'lost';
    }
  }

  const open = (one: RepeatsView, now: number): Promise<void> => send('', {
    caseId: one.latest, until: new Date(now + defaultDays * dayMilliseconds).toISOString(),
  }, one.latest);
  const finish = (fix: number, measure: string): Promise<void> =>
    send(`/${fix}/done`, { measure }, `${fix}/${measure}`);
  const drop = (fix: number, reason: string): Promise<void> =>
    send(`/${fix}/drop`, { reason }, `${fix}/${reason}`);

  const path = (): string => `/source-fixes?area=${encodeURIComponent(area.value ?? '')}`;

  async function send(rest: string, body: unknown, wish: string): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    problem.value = null;
    const key = wishes.get(wish) ?? newCommandId();
    wishes.set(wish, key);
    try {
      await usePorts().api.post<SourceFixesView>(`/source-fixes${rest}`, body, key);
      wishes.delete(wish);
      await load();
    } catch (failure) {
      problem.value = sentenceOf(failure) ?? 'lost';
      // A refusal is an answer: the next press is another wish.
      if (problem.value !== 'lost') wishes.delete(wish);
    } finally {
      busy.value = false;
    }
  }

  return { view, area, busy, problem, canOpen, canFinish, canDrop, load, open, finish, drop };
});
