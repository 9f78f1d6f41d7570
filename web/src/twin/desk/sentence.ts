import { Refused } from '@/wire/http';

export type LoadState = 'loading' | 'ready' | 'refused' | 'unreachable';

/** What the server said, in both languages. */
export interface Sentence {
  zh: string;
  en: string;
}

/** The server's own sentence; null when no answer came. */
export function sentenceOf(failure: unknown): Sentence | null {
  if (!(failure instanceof Refused)) return null;
  const { detail, detailZh } = failure.problem;
  return { zh: detailZh ?? detail, en: detail };
}
