import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toyCore } from '../../tests/support/toy-core.ts';
import { createReferenceServer, type ReferenceServer } from './create-reference-server.ts';

let server: ReferenceServer;
beforeEach(async () => {
  server = await createReferenceServer({ cores: [toyCore] });
});
afterEach(() => server.stop());

const control = (method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(`${server.url}/_conformance${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  });
const read = async (path: string): Promise<Record<string, unknown>> =>
  (await (await control('GET', path)).json()) as Record<string, unknown>;
const note = async (session = ''): Promise<unknown> =>
  ((await (await fetch(`${server.url}${session}/toy/notes/seeded`)).json()) as Record<string, unknown>)['text'];
const write = (text: string, session = '', headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${server.url}${session}/toy/notes/seeded`, { method: 'PUT', headers, body: JSON.stringify({ text }) });

test('health says what is served', async () => {
  expect(await read('/health')).toEqual({ status: 'ok', protocols: ['toy'], root: null, services: 0 });
});

test('reset restores the first rows of one session', async () => {
  await write('changed');
  await write('changed', '/~session=a');
  expect((await control('POST', '/reset')).status).toBe(204);
  expect([await note(), await note('/~session=a')]).toEqual(['first', 'changed']);
  await control('POST', '/reset?session=a&protocol=toy');
  expect(await note('/~session=a')).toBe('first');
});

test('state can be taken and put back', async () => {
  await write('saved');
  const state = await read('/state?protocol=toy');
  await write('later');
  expect((await control('PUT', '/state', state)).status).toBe(204);
  expect(await note()).toBe('saved');
  expect((await control('PUT', '/state', { services: [{ protocol: 'toy' }] })).status).toBe(400);
  expect((await control('PUT', '/state')).status).toBe(400);
  expect((await control('PUT', '/state', { services: [null] })).status).toBe(400);
  const [service] = state['services'] as readonly object[];
  for (const named of [{ protocol: 'other' }, { edition: 'other' }])
    expect((await control('PUT', '/state', { services: [{ ...service, ...named }] })).status).toBe(400);
  expect((await control('GET', '/state?protocol=toy&edition=other')).status).toBe(400);
});

test('the clock can be moved on, also before the first request', async () => {
  expect((await control('POST', '/clock?protocol=toy', { advanceMs: 86_400_000 })).status).toBe(204);
  const { services } = (await read('/clock')) as { services: { now: string }[] };
  expect(Date.parse(services[0]?.now ?? '') - Date.now()).toBeGreaterThan(86_000_000);
  expect((await control('POST', '/clock', { advanceMs: 'soon' })).status).toBe(400);
});

test('the next write can be refused', async () => {
  expect((await control('POST', '/faults?protocol=toy', { provoke: 'throttle-next-write' })).status).toBe(204);
  const refused = await write('lost');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
  expect(await note()).toBe('first');
  expect((await write('kept')).status).toBe(204);
  expect((await control('POST', '/faults', { provoke: 'explode' })).status).toBe(400);
});

test('exchanges show what was sent and why it was answered so, without credentials', async () => {
  await write('x', '', { 'If-Match': '"old"', Authorization: 'Bearer writer' });
  await note();
  const { exchanges } = (await read('/exchanges')) as { exchanges: Record<string, unknown>[] };
  expect(exchanges).toHaveLength(2);
  expect(exchanges[0]).toMatchObject({
    protocol: 'toy',
    principal: 'writer',
    rules: ['TOY-001'],
    request: { method: 'PUT', target: '/notes/seeded', body: '{"text":"x"}' },
    response: { status: 412, body: 'version does not match' },
  });
  expect(JSON.stringify(exchanges)).not.toContain('Bearer');
  const { findings } = (await read('/findings')) as { findings: unknown[] };
  expect(findings).toHaveLength(1);
  await control('DELETE', '/exchanges');
  expect(await read('/exchanges')).toEqual({ exchanges: [] });
});

test('sessions are listed and dropped', async () => {
  await write('changed', '/~session=a');
  expect(await read('/sessions')).toEqual({ sessions: ['a'] });
  expect((await control('DELETE', '/sessions/a')).status).toBe(204);
  expect((await control('DELETE', '/sessions/a')).status).toBe(404);
  expect(await note('/~session=a')).toBe('first');
});

test('what is not there is told', async () => {
  const answer = await control('GET', '/nope');
  expect(answer.status).toBe(404);
  expect(await answer.json()).toEqual({ error: 'the control plane has no GET /_conformance/nope' });
});

describe('who may use it', () => {
  const statusWith = (
    headers: Record<string, string>,
    port = server.port,
    path = '/_conformance/health',
  ): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      request({ port, host: '127.0.0.1', path, headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });

  test('nobody by a foreign name, and no foreign page', async () => {
    expect(await statusWith({ Host: 'evil.example' })).toBe(403);
    expect(await statusWith({ Host: 'localhost.evil.example:80' })).toBe(403);
    expect(await statusWith({ Host: 'localhost', Origin: 'https://evil.example' })).toBe(403);
    expect(await statusWith({ Host: 'localhost', Origin: 'null' })).toBe(403);
    expect(await statusWith({ Host: 'localhost', Origin: 'http://localhost:5173' })).toBe(200);
    expect(await statusWith({ Host: '[::1]:80' })).toBe(200);
    // A picture or a link on another page; one that a person has typed comes from nowhere.
    expect(await statusWith({ Host: 'localhost', 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
    expect(await statusWith({ Host: 'localhost', 'Sec-Fetch-Site': 'none' })).toBe(200);
    expect(
      await statusWith({ Host: '127.0.0.1', 'Sec-Fetch-Site': 'cross-site', Origin: 'http://localhost:5173' }),
    ).toBe(200);
  });

  test('a server that others reach answers to names that nobody else can give out, and to those it is told', async () => {
    const wide = await createReferenceServer({ cores: [toyCore], host: '0.0.0.0', allowedHosts: ['mock.example'] });
    const note = (Host: string): Promise<number | undefined> => statusWith({ Host }, wide.port, '/toy/notes/seeded');
    for (const host of ['localhost', '192.0.2.1:4010', '[2001:db8::1]', 'mock', 'MOCK.example:80'])
      expect([host, await note(host)]).toEqual([host, 200]);
    for (const host of ['evil.example', 'mock.example.evil.example', '127.0.0.1.evil.example'])
      expect([host, await note(host)]).toEqual([host, 421]);
    await wide.stop();
    // Whoever calls a loopback address by another name is on this machine.
    expect(await statusWith({ Host: 'api.test' }, server.port, '/toy/notes/seeded')).toBe(200);
  });

  test('with a token, who knows it', async () => {
    const guarded = await createReferenceServer({ cores: [toyCore], controlToken: 'secret' });
    expect(await statusWith({}, guarded.port)).toBe(403);
    expect(await statusWith({ Authorization: 'Bearer wrong' }, guarded.port)).toBe(403);
    expect(await statusWith({ Authorization: 'Bearer secret', Host: 'any.example' }, guarded.port)).toBe(200);
    await guarded.stop();
  });
});
