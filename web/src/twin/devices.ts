import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { DevicesView, DeviceView } from '@/wire/contracts';
import { usePorts } from './ports';
import type { Tone } from './tone';

export type { DeviceView };

/** Devices of the area on screen with what they told last; asked for only where the map shows them. */
export const useDevices = defineStore('devices', () => {
  const sheet = shallowRef<DevicesView | null>(null);
  const opened = ref<string | null>(null);
  let turn = 0;

  async function load(area: string): Promise<void> {
    const mine = ++turn;
    if (sheet.value?.area !== area) sheet.value = null;
    try {
      const found = await usePorts().api.get<DevicesView>(`/devices?area=${encodeURIComponent(area)}`);
      if (mine === turn) sheet.value = found;
    } catch {
      // The marks stay as they were, and turn grey with the line; the next look is soon.
    }
  }

  function forget(): void {
    turn++;
    sheet.value = null;
    opened.value = null;
  }

  return { sheet, opened, load, forget };
});

/** Devices are small: they are shown from a street down. */
export function showsDevices(level: string | undefined): boolean {
  return level === 'Street' || level === 'Community' || level === 'Grid';
}

/** Grey when it is silent, never green then; the graver the alert, the redder; a false one is none. */
export function deviceTone({ health, alert }: DeviceView): Tone | 'stale' {
  if (health !== 'Heard') return 'stale';
  if (alert === 'Raised') return 'near';
  return alert === 'Confirmed' || alert === 'CaseOpened' ? 'urgent' : 'done';
}
