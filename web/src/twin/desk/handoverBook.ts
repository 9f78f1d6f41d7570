import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { DutyView, HandoverBookView, HandoverView } from '@/wire/contracts';
import { usePorts } from '../ports';
import { deskArea } from './deskArea';
import { useWishes } from './useWishes';

export type { DutyView, HandoverView };

/** The handover book of the desk's area, and who is on a turn there. */
export const useHandoverBook = defineStore('handoverBook', () => {
  const book = shallowRef<HandoverBookView | null>(null);
  const duty = shallowRef<DutyView | null>(null);
  const { busy, problem, send } = useWishes();

  const path = computed(() => {
    const area = deskArea();
    return area === null ? null : `/areas/${encodeURIComponent(area)}`;
  });

  /** Whoever may not read the book still has the sheet. */
  async function load(): Promise<void> {
    if (path.value === null) return;
    [book.value, duty.value] = await Promise.all([
      usePorts().api.get<HandoverBookView>(`${path.value}/handover`).catch(() => null),
      usePorts().api.get<DutyView>(`${path.value}/duty`).catch(() => null),
    ]);
  }

  /** @param promises What somebody was promised, by case. */
  function handOver(promises: Readonly<Record<string, string>>): Promise<boolean> {
    const written = Object.entries(promises).filter(([, text]) => text.trim() !== '')
      .map(([caseId, text]) => ({ caseId, text: text.trim() }));
    return tell('/handover', { promises: written });
  }

  function takeOver(page: HandoverView): Promise<boolean> {
    return tell(`/handover/${page.number}/take`, {});
  }

  async function tell(rest: string, body: unknown): Promise<boolean> {
    const [at, wish] = [path.value, `${rest} ${JSON.stringify(body)}`];
    if (at === null) return false;
    return send(wish, async (id) => {
      book.value = await usePorts().api.post<HandoverBookView>(`${at}${rest}`, body, id);
    });
  }

  return { book, duty, busy, problem, load, handOver, takeOver };
});
