import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { DutyView, HandoverBookView, HandoverView } from '@/wire/contracts';
import { newCommandId } from '@/wire/commandId';
import { useAreas } from '../areas';
import { usePorts } from '../ports';
import { useSession } from '../session';
import type { Sentence } from './sentence';
import { sentenceOf } from './sentence';

export type { DutyView, HandoverView };

/** The handover book of the desk's area, and who is on a turn there. */
export const useHandoverBook = defineStore('handoverBook', () => {
  const book = shallowRef<HandoverBookView | null>(null);
  const duty = shallowRef<DutyView | null>(null);
  const busy = ref(false);
  const problem = shallowRef<Sentence | 'lost' | null>(null);
  /** One identity for one signature: pressed again after a cut it counts once. */
  let wish = newCommandId();

  const area = computed(() => useSession().session?.roles[0]?.home ?? useAreas().root?.id ?? null);
  const path = computed(() => (area.value === null ? null : `/areas/${encodeURIComponent(area.value)}`));

  /** Whoever may not read the book still has the sheet. */
  async function load(): Promise<void> {
    if (path.value === null) return;
    [book.value, duty.value] = await Promise.all([
      usePorts().api.get<HandoverBookView>(`${path.value}/handover`).catch(() => null),
      usePorts().api.get<DutyView>(`${path.value}/duty`).catch(() => null),
    ]);
  }

  /** @param promises What somebody was promised, by case. */
  async function handOver(promises: Readonly<Record<string, string>>): Promise<boolean> {
    const written = Object.entries(promises).filter(([, text]) => text.trim() !== '')
      .map(([caseId, text]) => ({ caseId, text: text.trim() }));
    const signed = await send('/handover', { promises: written }, wish);
    if (signed) wish = newCommandId();
    return signed;
  }

  function takeOver(page: HandoverView): Promise<boolean> {
    return send(`/handover/${page.number}/take`, {}, newCommandId());
  }

  async function send(rest: string, body: unknown, key: string): Promise<boolean> {
    if (path.value === null || busy.value) return false;
    busy.value = true;
    problem.value = null;
    try {
      book.value = await usePorts().api.post<HandoverBookView>(`${path.value}${rest}`, body, key);
      return true;
    } catch (failure) {
      problem.value = sentenceOf(failure) ?? 'lost';
      return false;
    } finally {
      busy.value = false;
    }
  }

  return { book, duty, busy, problem, load, handOver, takeOver };
});
