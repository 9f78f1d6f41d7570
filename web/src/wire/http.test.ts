import { expect, it } from 'vitest';
import { Api, Refused, Unreachable } from './http';

interface Asked {
  url: string;
  init: RequestInit;
}

function api(answer: () => Response | Promise<Response>, token: string | null = null): { api: Api; asked: Asked[] } {
  const asked: Asked[] = [];
  return {
    asked,
    api: new Api({
      baseUrl: 'http://city',
      token: () => token,
      timeoutMilliseconds: 1_000,
      fetch: async (url, init) => {
        asked.push({ url: String(url), init: init ?? {} });
        return answer();
      },
    }),
  };
}

it('sends the token and the key', async () => {
  const { api: city, asked } = api(() => Response.json({ ok: true }), 'abc');
  await city.post('/reports', { text: 'x' }, 'key-1');
  expect(asked[0]?.url).toBe('http://city/api/v1/reports');
  expect(asked[0]?.init.headers).toMatchObject({ Authorization: 'Bearer abc', 'Idempotency-Key': 'key-1' });
});

it('tells a refusal with its sentence', async () => {
  const problem = { type: 't', title: 'no', status: 409, detail: 'Found x', detailZh: '发现', code: 'StaleVersion' };
  const { api: city } = api(() => Response.json(problem, { status: 409 }));
  const refused = await city.get('/cases/1').catch((failure: unknown) => failure);
  expect(refused).toBeInstanceOf(Refused);
  expect((refused as Refused).problem).toMatchObject({ code: 'StaleVersion', detailZh: '发现' });
});

it.each([502, 503, 504])('takes %i for silence, not for a no', async (status) => {
  const { api: city } = api(() => new Response('', { status }));
  await expect(city.get('/city')).rejects.toBeInstanceOf(Unreachable);
});

it('tells silence apart', async () => {
  const { api: city } = api(() => Promise.reject(new TypeError('failed to fetch')));
  await expect(city.get('/city')).rejects.toBeInstanceOf(Unreachable);
});
