import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { send, sendLines } from './send.mjs';

const servers = [];

/** A city that answers as told, one after the other, and keeps what it was sent. */
async function city(...answers) {
  const seen = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push({ key: request.headers['idempotency-key'], body });
    const [status, text] = answers[seen.length - 1];
    response.writeHead(status, { 'Retry-After': '0' }).end(text);
  });
  servers.push(server);
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { url: `http://127.0.0.1:${server.address().port}`, seen };
}

afterEach(() => { for (const server of servers.splice(0)) server.close(); });

describe('a busy city', () => {
  it('is sent the same again with the same key', async () => {
    const { url, seen } = await city([503, 'Busy'], [503, 'Busy'], [200, 'stored']);
    const answer = await send(url, { method: 'POST', headers: { 'Idempotency-Key': 'k-1' }, body: 'one' });
    expect(await answer.text()).toBe('stored');
    expect(seen).toEqual(Array.from({ length: 3 }, () => ({ key: 'k-1', body: 'one' })));
  });

  it('is not asked again about what it refused', async () => {
    const { url, seen } = await city([409, 'taken']);
    expect((await send(url)).status).toBe(409);
    expect(seen.length).toBe(1);
  });

  it('gets only the lines again that it had no room for', async () => {
    const row = (key, status) => `${JSON.stringify({ key, status })}\n`;
    const { url, seen } = await city([200, row('a', 200) + row('b', 503) + row('c', 503)], [503, 'Busy'],
      [200, row('b', 200) + row('c', 409)]);
    const rows = await sendLines(url, {}, [{ key: 'a' }, { key: 'b' }, { key: 'c' }]);
    expect(rows).toEqual([{ key: 'a', status: 200 }, { key: 'b', status: 200 }, { key: 'c', status: 409 }]);
    expect(seen.at(-1).body).toBe('{"key":"b"}\n{"key":"c"}\n');
  });
});
