import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { SlipsView, TopicRequest, TopicStepRequest, TopicView, TopicsView } from '@/wire/contracts';
import { usePorts } from '../ports';
import { useSession } from '../session';
import { deskArea } from './deskArea';
import { useWishes } from './useWishes';

export type { TopicView };

/** Who leads the book of a topic; the server has the last word. */
const keepers = ['CommunitySecretary', 'StreetOffice'];
export const ballotRules = ['Neighbours', 'Owners', 'OwnersGrave'] as const;

export const topicSteps = ['second', 'open', 'deliberate', 'ballot', 'count', 'execute', 'report'] as const;
export type TopicStep = (typeof topicSteps)[number];

/** What each stage waits for; a printed ballot waits for its count. */
const nextOf: Readonly<Record<string, TopicStep>> = {
  Proposed: 'second', Seconded: 'open', Open: 'deliberate', Deliberation: 'ballot', Ballot: 'count',
  Resolved: 'execute', Failed: 'report', Executing: 'report',
};

/** The step that a topic waits for now; null while its days run, or when nothing is left to do. */
export function nextStep(topic: TopicView, now: number): TopicStep | null {
  const step = nextOf[topic.stage] ?? null;
  const runs = topic.until != null && Date.parse(topic.until) > now;
  if (step === 'deliberate' && runs) return null;
  if (step === 'count' && runs && topic.cast < topic.eligible) return null;
  return step;
}

/** Topics of the desk's area, and the slips of a ballot while they are on the screen. */
export const useNeighbourTopics = defineStore('neighbourTopics', () => {
  const view = shallowRef<TopicsView | null>(null);
  const slips = shallowRef<SlipsView | null>(null);
  const { busy, problem, ask, send, idOf } = useWishes();

  const keeps = computed(() => useSession().session?.roles.some((one) => keepers.includes(one.role)) ?? false);

  async function load(): Promise<void> {
    const area = deskArea();
    if (area === null) return;
    await ask(async () => {
      view.value = await usePorts().api.get<TopicsView>(`/topics?area=${encodeURIComponent(area)}`);
    });
  }

  const propose = (topic: Pick<TopicRequest, 'title' | 'rule'>): Promise<boolean> =>
    tell('', { ...topic, area: deskArea() });
  const step = (topic: string, word: TopicStep, body: TopicStepRequest): Promise<boolean> =>
    tell(`/${encodeURIComponent(topic)}/${word}`, body);

  /** The same wish for as long as the page lives: the slips can be shown again, not printed anew. */
  async function print(topic: string): Promise<void> {
    const path = `/topics/${encodeURIComponent(topic)}/slips`;
    const printed = await ask(async () => {
      slips.value = await usePorts().api.post<SlipsView>(path, {}, idOf(path));
    });
    if (printed) await load();
  }

  function forgetSlips(): void {
    slips.value = null;
  }

  async function tell(rest: string, body: unknown): Promise<boolean> {
    const told = await send(`${rest} ${JSON.stringify(body)}`, async (id) => {
      await usePorts().api.post<TopicsView>(`/topics${rest}`, body, id);
    });
    if (told) await load();
    return told;
  }

  return { view, slips, busy, problem, keeps, load, propose, step, print, forgetSlips };
});
