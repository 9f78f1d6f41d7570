import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type {
  AfterActionView, AreaModesView, IncidentTaskView, IncidentView, ModeRequest, PlanRequest, PlanView,
} from '@/wire/contracts';
import { newCommandId } from '@/wire/commandId';
import { usePorts } from '../ports';
import type { LoadState, Sentence } from '../desk/sentence';
import { sentenceOf } from '../desk/sentence';
import { useModes } from './modes';

export type {
  AfterActionView, AreaModesView, IncidentTaskView, IncidentView, ModeRequest, PlanRequest, PlanView,
};

/** The command of one area on a desk: what holds, what may be done, and the incident that lies open. */
export const useCommandDesk = defineStore('commandDesk', () => {
  const area = ref<string | null>(null);
  const view = shallowRef<AreaModesView | null>(null);
  const plans = shallowRef<readonly PlanView[]>([]);
  const board = shallowRef<IncidentView | null>(null);
  const report = shallowRef<AfterActionView | null>(null);
  const state = ref<LoadState>('loading');
  const busy = ref(false);
  const refusal = shallowRef<Sentence | 'lost' | null>(null);
  /** The same wish sent again has one effect; another one has another identity. */
  let wish: { text: string; id: string } | null = null;

  async function open(id: string): Promise<void> {
    area.value = id;
    view.value = null;
    board.value = null;
    report.value = null;
    refusal.value = null;
    state.value = 'loading';
    await reload();
  }

  async function reload(): Promise<void> {
    const id = area.value;
    if (id === null) return;
    try {
      const [found, all] = await Promise.all([
        usePorts().api.get<AreaModesView>(`/areas/${encodeURIComponent(id)}/modes`),
        usePorts().api.get<PlanView[]>('/plans'),
        useModes().load(),
      ]);
      if (area.value !== id) return;
      view.value = found;
      plans.value = all;
      state.value = 'ready';
      if (board.value !== null) await openIncident(board.value.incident.incident);
    } catch (failure) {
      state.value = sentenceOf(failure) === null ? 'unreachable' : 'refused';
    }
  }

  async function give(command: string, body: ModeRequest): Promise<boolean> {
    const id = area.value;
    if (id === null) return false;
    return send(`/areas/${encodeURIComponent(id)}/modes/${command}`, body);
  }

  /** A new plan, or the next version of one. */
  function write(plan: PlanRequest): Promise<boolean> {
    return send('/plans', plan);
  }

  async function send(path: string, body: ModeRequest | PlanRequest): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    refusal.value = null;
    const text = `${path} ${JSON.stringify(body)}`;
    if (wish?.text !== text) wish = { text, id: newCommandId() };
    try {
      await usePorts().api.post(path, { ...body, commandId: wish.id });
      wish = null;
      await reload();
      return true;
    } catch (failure) {
      const said = sentenceOf(failure);
      // Told no, a second try is another wish; without an answer it is the same.
      if (said !== null) wish = null;
      refusal.value = said ?? 'lost';
      return false;
    } finally {
      busy.value = false;
    }
  }

  async function openIncident(incident: string): Promise<void> {
    try {
      board.value = await usePorts().api.get<IncidentView>(`/incidents/${encodeURIComponent(incident)}`);
    } catch (failure) {
      refusal.value = sentenceOf(failure) ?? 'lost';
    }
  }

  async function openReport(incident: string): Promise<void> {
    try {
      report.value = await usePorts().api.get<AfterActionView>(`/incidents/${encodeURIComponent(incident)}/report`);
    } catch (failure) {
      refusal.value = sentenceOf(failure) ?? 'lost';
    }
  }

  function closeReport(): void {
    report.value = null;
  }

  return {
    area, view, plans, board, report, state, busy, refusal, open, reload, give, write, openIncident, openReport,
    closeReport,
  };
});
