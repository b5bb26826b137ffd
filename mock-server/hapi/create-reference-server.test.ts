import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { toyCore } from '../../tests/support/toy-core.ts';
import { createReferenceServer, type ReferenceServer, type ReferenceServerOptions } from './create-reference-server.ts';

const open: ReferenceServer[] = [];
async function start(options: ReferenceServerOptions = {}): Promise<ReferenceServer> {
  const server = await createReferenceServer({ cores: [toyCore], ...options });
  open.push(server);
  return server;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.stop()));
});
const json = async (url: string, init?: RequestInit): Promise<Record<string, unknown>> =>
  (await (await fetch(url, init)).json()) as Record<string, unknown>;
const put = (url: string, text: string, init: RequestInit = {}): Promise<Response> =>
  fetch(url, { method: 'PUT', body: JSON.stringify({ text }), ...init });

describe('mounts', () => {
  test('a path chooses edition, features and session; rows are shared by all features', async () => {
    const { url } = await start();
    await put(`${url}/~session=a/toy/notes/x`, 'mine');
    expect(await json(`${url}/~features=loud;session=a/toy/notes/x`)).toMatchObject({ text: 'mine', loud: true });
    expect((await fetch(`${url}/toy/notes/x`)).status).toBe(404);
    expect((await fetch(`${url}/~session=a;edition=two/toy/notes/x`)).status).toBe(404);
    expect(await json(`${url}/~edition=two/toy/notes/seeded`)).toMatchObject({ edition: 'two' });
  });

  test('a header or the end of a token chooses the session', async () => {
    const { url } = await start();
    await put(`${url}/toy/notes/x`, 'mine', { headers: { 'Conformance-Session': 'a' } });
    const answer = await json(`${url}/toy/notes/x`, { headers: { Authorization: 'Bearer writer~session.a' } });
    expect(answer).toMatchObject({ text: 'mine', who: 'writer' });
    expect((await fetch(`${url}/toy/notes/x`)).status).toBe(404);
  });

  test('the root answers for one protocol, or says what is mounted', async () => {
    const { url } = await start({ root: 'toy' });
    expect((await fetch(`${url}/notes/seeded`)).status).toBe(200);
    const other = await start();
    expect(await json(other.url)).toMatchObject({ mounts: [`${other.url}/toy`] });
    expect((await fetch(`${other.url}/notes/seeded`)).status).toBe(404);
  });

  test.each([
    ['/~edition=nine/toy/notes', 'toy has no edition "nine"; it has: one, two'],
    ['/~features=soft/toy/notes', 'toy has no feature "soft"; it has: loud, quiet'],
  ])('%s is answered 400 with the reason', async (path, error) => {
    const { url } = await start();
    const answer = await fetch(url + path);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error });
  });

  test('an edition can be the default, a bug be served', async () => {
    const { url } = await start({ edition: 'two', service: { mutant: 'stale-accepted' } });
    expect(await json(`${url}/toy/notes/seeded`)).toMatchObject({ edition: 'two' });
    expect((await put(`${url}/toy/notes/seeded`, 'x', { headers: { 'If-Match': '"old"' } })).status).toBe(204);
  });
});

describe('start and stop', () => {
  test('a port in use is told, with what to do', async () => {
    const { port } = await start();
    await expect(createReferenceServer({ cores: [toyCore], port })).rejects.toMatchObject({
      code: 'ERR_SERVER',
      message: `127.0.0.1 port ${port} is in use`,
      hint: expect.stringContaining('another port'),
    });
  });

  test('protocols and editions that do not exist are refused', async () => {
    await expect(createReferenceServer({ protocols: ['nope'] })).rejects.toMatchObject({ code: 'ERR_USAGE' });
    await expect(createReferenceServer({ cores: [toyCore], edition: 'nine' })).rejects.toMatchObject({
      code: 'ERR_USAGE',
    });
  });

  test('listening everywhere, the server names an address that can be called', async () => {
    const { url } = await start({ host: '0.0.0.0' });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${url}/toy/notes`)).status).toBe(200);
  });

  test('stopping ends idle connections, and the port is free again', async () => {
    const server = await createReferenceServer({ cores: [toyCore] });
    await (await fetch(`${server.url}/toy/notes`)).arrayBuffer();
    // Hapi would wait five seconds for them, and undici keeps them open for four.
    const stopped = server.stop().then(() => 'stopped');
    expect(await Promise.race([stopped, setTimeout(3_000, 'still waiting')])).toBe('stopped');
    const again = await start({ port: server.port });
    expect(again.port).toBe(server.port);
  });
});

describe('browsers', () => {
  const page = { Origin: 'http://localhost:5173' };

  test('a page of this machine may read the answer, its version and its rules', async () => {
    const { url } = await start();
    const answer = await fetch(`${url}/toy/notes/seeded`, { headers: page });
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
    for (const name of ['ETag', 'Location', 'OData-EntityId', 'Conformance-Rule', 'Conformance-Unmodelled'])
      expect(answer.headers.get('access-control-expose-headers')).toContain(name);
  });

  test('its preflight is allowed; a foreign page learns nothing', async () => {
    const { url } = await start();
    const preflight = (Origin: string): Promise<Response> =>
      fetch(`${url}/toy/notes/seeded`, {
        method: 'OPTIONS',
        headers: { Origin, 'Access-Control-Request-Method': 'PATCH', 'Access-Control-Request-Headers': 'if-match' },
      });
    const allowed = await preflight(page.Origin);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(allowed.headers.get('access-control-allow-headers')).toBe('if-match');
    const foreign = await preflight('https://evil.example');
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
    const plain = await fetch(`${url}/toy/notes/seeded`);
    expect(plain.headers.get('access-control-allow-origin')).toBeNull();
  });
});

test('a page of this machine may use the control plane', async () => {
  const { url } = await start();
  const headers = { Origin: 'http://127.0.0.1:3000', 'Access-Control-Request-Method': 'PUT' };
  expect((await fetch(`${url}/_conformance/state`, { method: 'OPTIONS', headers })).status).toBe(204);
  for (const path of ['/health', '/nope']) {
    const answer = await fetch(`${url}/_conformance${path}`, { headers });
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:3000');
  }
});

test('memory stays flat over many requests', async () => {
  const { url } = await start({ maxSessions: 4 });
  const fill = async (rounds: number): Promise<void> => {
    for (let n = 0; n < rounds; n++) {
      const session = `s${n % 50}`;
      await (await put(`${url}/~session=${session}/toy/notes/x`, 'x'.repeat(50_000))).arrayBuffer();
    }
  };
  await fill(300);
  const before = process.memoryUsage().rss;
  await fill(1500);
  // Fifteen hundred bodies are 75 MB; of them four sessions keep one row and a bounded log each.
  expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
});
