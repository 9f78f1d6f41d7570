import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { SlipsView, TopicRequest, TopicStepRequest, TopicView, TopicsView } from '@/wire/contracts';
import { newCommandId } from '@/wire/commandId';
import { useAreas } from '../areas';
import { usePorts } from '../ports';
import { useSession } from '../session';
import type { Sentence } from './sentence';
import { sentenceOf } from './sentence';

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
  const busy = ref(false);
  const problem = shallowRef<Sentence | 'lost' | null>(null);
  /** One identity for one wish: pressed again after a cut it counts once. */
  const wishes = new Map<string, string>();

  const area = computed(() => useSession().session?.roles[0]?.home ?? useAreas().root?.id ?? null);
  const keeps = computed(() => useSession().session?.roles.some((one) => keepers.includes(one.role)) ?? false);

  async function load(): Promise<void> {
    if (area.value === null) return;
    await ask(async () => {
      view.value = await usePorts().api.get<TopicsView>(`/topics?area=${encodeURIComponent(area.value ?? '')}`);
    });
  }

  const propose = (topic: Pick<TopicRequest, 'title' | 'rule'>): Promise<boolean> =>
    send('', { ...topic, area: area.value });
  const step = (topic: string, word: TopicStep, body: TopicStepRequest): Promise<boolean> =>
    send(`/${encodeURIComponent(topic)}/${word}`, body);

  /** The same wish for as long as the page lives: the slips can be shown again, not printed anew. */
  async function print(topic: string): Promise<void> {
    const path = `/topics/${encodeURIComponent(topic)}/slips`;
    const key = wishes.get(path) ?? newCommandId();
    wishes.set(path, key);
    const printed = await ask(async () => {
      slips.value = await usePorts().api.post<SlipsView>(path, {}, key);
    });
    if (printed) await load();
  }

  function forgetSlips(): void {
    slips.value = null;
  }

  async function send(rest: string, body: unknown): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    const wish = `${rest} ${JSON.stringify(body)}`;
    const key = wishes.get(wish) ?? newCommandId();
    wishes.set(wish, key);
    const sent = await ask(async () => {
      await usePorts().api.post<TopicsView>(`/topics${rest}`, body, key);
    });
    // A refusal is an answer: the next press is another wish.
    if (problem.value !== 'lost') wishes.delete(wish);
    busy.value = false;
    if (sent) await load();
    return sent;
  }

  async function ask(work: () => Promise<void>): Promise<boolean> {
    problem.value = null;
    try {
      await work();
      return true;
    } catch (failure) {
      problem.value = sentenceOf(failure) ?? 'lost';
      return false;
    }
  }

  return { view, slips, busy, problem, keeps, load, propose, step, print, forgetSlips };
});
