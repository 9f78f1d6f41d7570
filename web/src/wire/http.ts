import type { ProblemView } from './contracts';

/** The server answered "no": the problem says what was found, what was expected and what to do. */
export class Refused extends Error {
  constructor(readonly status: number, readonly problem: ProblemView) {
    super(problem.detail);
  }
}

/** No answer came: the request may or may not have had its effect; send it again with the same key. */
export class Unreachable extends Error {}

export interface ApiOptions {
  baseUrl: string;
  fetch: typeof fetch;
  /** Null: not signed in. */
  token: () => string | null;
  timeoutMilliseconds: number;
}

/** The HTTP side of the city: typed answers, refusals as Refused, silence as Unreachable. */
export class Api {
  constructor(private readonly options: ApiOptions) {}

  get<T>(path: string): Promise<T> {
    return this.send<T>('GET', path);
  }

  post<T>(path: string, body: unknown, key?: string): Promise<T> {
    return this.send<T>('POST', path, body, key);
  }

  /** Many lines at once; an answer for each, in their order. */
  async lines<T>(path: string, lines: readonly unknown[]): Promise<T[]> {
    const body = lines.map((line) => JSON.stringify(line)).join('\n');
    const answer = await this.ask('POST', path, { 'Content-Type': 'application/x-ndjson' }, body);
    const text = await said(answer);
    return text.split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as T);
  }

  private async send<T>(method: string, path: string, body?: unknown, key?: string): Promise<T> {
    const headers: Record<string, string> = {};
    if (key !== undefined) headers['Idempotency-Key'] = key;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const text = body === undefined ? undefined : JSON.stringify(body);
    return (await read(await this.ask(method, path, headers, text))) as T;
  }

  private async ask(
    method: string, path: string, extra: Record<string, string>, body: string | undefined,
  ): Promise<Response> {
    const headers: Record<string, string> = { Accept: 'application/json', ...extra };
    const token = this.options.token();
    if (token !== null) headers['Authorization'] = `Bearer ${token}`;
    const answer = await this.reach(`${this.options.baseUrl}/api/v1${path}`, {
      method,
      headers,
      signal: AbortSignal.timeout(this.options.timeoutMilliseconds),
      ...(body === undefined ? {} : { body }),
    });
    if (!answer.ok) throw await refusal(answer);
    return answer;
  }

  private async reach(url: string, init: RequestInit): Promise<Response> {
    try {
      return await this.options.fetch(url, init);
    } catch (failure) {
      throw new Unreachable(failure instanceof Error ? failure.message : 'no answer');
    }
  }
}

async function read(answer: Response): Promise<unknown> {
  try {
    return await answer.json();
  } catch {
    throw new Unreachable('the answer was cut short');
  }
}

async function said(answer: Response): Promise<string> {
  try {
    return await answer.text();
  } catch {
    throw new Unreachable('the answer was cut short');
  }
}

async function refusal(answer: Response): Promise<Error> {
  // A gateway between us and the city that is down is silence, not a "no".
  if ([502, 503, 504].includes(answer.status)) return new Unreachable(`status ${answer.status}`);
  const said = await answer.json().catch(() => null) as Partial<ProblemView> | null;
  return new Refused(answer.status, {
    type: said?.type ?? 'about:blank',
    title: said?.title ?? answer.statusText,
    status: answer.status,
    detail: said?.detail ?? `Status ${answer.status}`,
    code: said?.code ?? String(answer.status),
    ...(said?.detailZh == null ? {} : { detailZh: said.detailZh }),
    ...(said?.field == null ? {} : { field: said.field }),
  });
}
