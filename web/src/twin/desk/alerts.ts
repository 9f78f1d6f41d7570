import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { AlertActRequest, AlertAnswer, AlertsView, AlertView } from '@/wire/contracts';
import type { DeviceView } from '../devices';
import { usePorts } from '../ports';
import { useSession } from '../session';
import { useWishes } from './useWishes';

export type { AlertView, DeviceView };

export type AlertAct = 'ack' | 'false-alarm' | 'silence' | 'end-silence';
export const alertReasons = ['Maintenance', 'Test', 'Fault', 'Blocked'] as const;

export type AlertWish = Omit<AlertActRequest, 'commandId'>;

const gravities = ['S1', 'S2', 'S3', 'S4'];

/** Alerts of the devices of one area, and what a desk makes of them; the server says what it may. */
export const useAlerts = defineStore('alerts', () => {
  const view = shallowRef<AlertsView | null>(null);
  /** The device that was acted upon last: it is the one that the problem is about. */
  const about = ref<string | null>(null);
  const { busy, problem, send } = useWishes();
  let turn = 0;

  const rows = computed<readonly AlertView[]>(() => [...(view.value?.alerts ?? [])].sort(byGravity));
  const listens = computed(() => ['areaCounts', 'areaCases']
    .some((scope) => useSession().session?.sees.includes(scope)));

  /** An alert that is not heard of now is heard of at the next look. */
  async function load(area: string): Promise<void> {
    if (!listens.value) return;
    const mine = ++turn;
    const found = await usePorts().api.get<AlertsView>(`/alerts?area=${encodeURIComponent(area)}`).catch(() => null);
    if (mine === turn && found !== null) view.value = found;
  }

  /**
   * Refused, somebody else was first as a rule: the list is read again then, too.
   * @param device As the desk saw it: the next alert of the same device is another wish.
   */
  async function act(device: DeviceView, word: AlertAct, wish: AlertWish = {}): Promise<boolean> {
    if (busy.value) return false;
    about.value = device.id;
    const path = `/devices/${encodeURIComponent(device.id)}/alert/${word}`;
    const key = JSON.stringify([path, device.raisedAt, device.silencedUntil, wish]);
    const done = await send(key, async (commandId) => {
      await usePorts().api.post<AlertAnswer>(path, { ...wish, commandId } satisfies AlertActRequest);
    });
    if (view.value !== null) await load(view.value.area);
    return done;
  }

  /** What was said about the last try is no longer of use. */
  function dismiss(): void {
    about.value = null;
    problem.value = null;
  }

  function forget(): void {
    turn++;
    view.value = null;
    dismiss();
  }

  return { view, rows, listens, busy, about, problem, load, act, dismiss, forget };
});

/** The gravest first, and of these what has warned longest; what is only silenced comes last. */
function byGravity({ device: a }: AlertView, { device: b }: AlertView): number {
  return gravity(a.severity) - gravity(b.severity)
    || raised(a) - raised(b)
    || a.id.localeCompare(b.id);
}

function gravity(severity: string | null | undefined): number {
  const at = gravities.indexOf(severity ?? '');
  return at < 0 ? gravities.length : at;
}

function raised({ raisedAt }: DeviceView): number {
  return raisedAt == null ? Number.MAX_SAFE_INTEGER : Date.parse(raisedAt);
}
