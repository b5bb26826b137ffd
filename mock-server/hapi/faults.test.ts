import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FaultRequest } from '../kernel/faults/fault.ts';
import { faultKinds } from '../kernel/faults/fault-kinds.ts';
import { loadCore, protocolIds } from '../protocols/index.ts';
import { createReferenceServer, type ReferenceServer } from './create-reference-server.ts';

/* Everything that can be made to go wrong, for a client behind a socket. */
let server: ReferenceServer;
beforeAll(async () => {
  server = await createReferenceServer({});
});
afterEach(() => fetch(`${server.url}/_conformance/reset`, { method: 'POST' }));
afterAll(() => server.stop());

async function arm(protocol: string, fault: object): Promise<Response> {
  // As curl sends it: with the type of a form.
  return fetch(`${server.url}/_conformance/faults?protocol=${protocol}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: JSON.stringify(fault),
  });
}

interface Shown {
  readonly id: number;
  readonly left: number | 'always';
  readonly fired: readonly { readonly method: string; readonly target: string }[];
}
async function faults(protocol: string): Promise<readonly Shown[]> {
  const answer = await fetch(`${server.url}/_conformance/faults?protocol=${protocol}`);
  return ((await answer.json()) as { faults: readonly Shown[] }).faults;
}

/** The example of a protocol, which writes; with other header fields besides. */
async function write(protocol: string, ...more: readonly (readonly [string, string])[]): Promise<Response> {
  const { example } = await loadCore(protocol);
  return fetch(`${server.url}/${protocol}${example.target}`, {
    method: example.method,
    headers: Object.fromEntries([...example.headers, ...more]),
    ...(example.body !== undefined && { body: example.body }),
  });
}

const rows: Readonly<Record<string, readonly [path: string, token: string]>> = {
  dab: ['/api/Books/id/1', ''],
  dataverse: ['/api/data/v9.2/accounts(00000000-0000-0000-0000-000000000001)', 'dataverse-caller'],
  dialogporten: ['/api/v1/serviceowner/dialogs/0194fe82-9280-77a5-a7cd-5ff0e6a6fa07', 'so'],
  matrix42: [
    '/m42Services/api/data/fragments/SPSScCategoryClassBase/7777780d-71a0-df11-708c-000c2968299e',
    'm42-caller',
  ],
};
/** A write that names the version it has seen. */
const conditional = (
  shown: Readonly<Record<string, unknown>>,
): Readonly<Record<string, { method?: string; target?: string; type?: string; body: unknown }>> => ({
  dab: { body: { publisher_id: 7 } },
  dataverse: { body: { description: 'mine' } },
  dialogporten: {
    type: 'application/json-patch+json',
    body: [{ op: 'replace', path: '/status', value: 'Completed' }],
  },
  matrix42: {
    method: 'PUT',
    target: '/m42Services/api/data/fragments/SPSScCategoryClassBase',
    body: { ID: shown['ID'], TimeStamp: shown['TimeStamp'], DefaultSubject: 'mine' },
  },
});
async function read(protocol: string, headers: Record<string, string> = {}): Promise<Response> {
  const [path = '', token = ''] = rows[protocol] ?? [];
  return fetch(`${server.url}/${protocol}${path}`, { headers: { Authorization: `Bearer ${token}`, ...headers } });
}

describe.each(protocolIds)('%s', (id) => {
  const version = { dab: undefined, dataverse: 412, dialogporten: 412, matrix42: 500 }[id];
  const duplicate = { dab: 409, dataverse: 412, dialogporten: 409, matrix42: 400 }[id];

  test.each([
    ['version-conflict', version],
    ['duplicate', duplicate],
    ['server-error', 500],
    ['unauthorized', 401],
    ['forbidden', 403],
    ['too-many-requests', 429],
    ['unavailable', 503],
  ] as const)('%s is refused once, with nothing done, and the next one works', async (fault, status) => {
    const before = await (await read(id)).text();
    const armed = await arm(id, { fault });
    if (status === undefined) {
      expect(armed.status).toBe(400);
      expect(await armed.json()).toEqual({ error: `${id} has no ${fault}: it never answers so` });
      return;
    }
    const refused = await (fault === 'unauthorized' ? read(id) : write(id));
    expect([refused.status, refused.headers.get('conformance-fault')]).toEqual([status, fault]);
    expect(refused.headers.get('retry-after')).toBe(status === 429 || status === 503 ? '1' : null);
    expect(await (await read(id)).text()).toBe(before);
    expect((await write(id)).ok).toBe(true);
    expect((await faults(id))[0]).toMatchObject({ fault, left: 0, fired: [{}] });
  });

  test('somebody else really changes the row first, so that a version that was current is an old one', async () => {
    const before = await read(id);
    const shown = (await before.json()) as Record<string, unknown>;
    await arm(id, { fault: 'somebody-else-writes' });
    const write = async (): Promise<Response> => {
      const [path = '', token = ''] = rows[id] ?? [];
      const { method = 'PATCH', target = path, body, type = 'application/json' } = conditional(shown)[id] ?? {};
      return fetch(`${server.url}/${id}${target}`, {
        method,
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': type,
          ...(id !== 'dab' && { 'If-Match': before.headers.get('etag') ?? '*' }),
        },
        body: JSON.stringify(body),
      });
    };
    const refused = await write();
    expect([refused.status, refused.headers.get('conformance-fault')]).toEqual([
      version ?? 200,
      'somebody-else-writes',
    ]);
    const after = JSON.stringify(await (await read(id)).json());
    expect(after).toContain(id === 'dialogporten' ? '"progress":3' : 'Somebody else 1');
    // Of two writers on different columns neither loses anything where nothing is compared.
    if (id === 'dab') expect(after).toContain('"publisher_id":7');
  });

  test('a replica lags behind, until it does not', async () => {
    const body = async (): Promise<string> => JSON.stringify(((await (await read(id)).json()) as object) ?? null);
    const old = await body();
    await arm(id, { fault: 'stale-read', times: 2 });
    await write(id);
    expect([await body(), await body()]).toEqual([old, old]);
    expect(await body()).not.toBe(old);
  });

  test('a known bug is at work in some requests alone', async () => {
    const { mutants } = await loadCore(id);
    const named = mutants[0]?.id ?? '';
    expect((await arm(id, { fault: 'mutant', mutant: named })).status).toBe(200);
    expect((await arm(id, { fault: 'mutant', mutant: 'answers-before-commit' })).status).toBe(200);
    const wrong = await arm(id, { fault: 'mutant', mutant: 'no-such-bug-at-all' });
    expect(((await wrong.json()) as { error: string }).error).toContain(`${id} has no bug "no-such-bug-at-all"`);
    expect((await write(id)).headers.get('conformance-fault')).toBe('mutant, mutant');
    expect((await write(id)).headers.get('conformance-fault')).toBeNull();
  });
});

test('a stale version is taken by a server with that bug, and by no other', async () => {
  expect((await arm('dialogporten', { fault: 'mutant', mutant: 'stale-revision-accepted' })).status).toBe(200);
  const old = ['If-Match', '00000000-0000-4000-8000-000000000000'] as const;
  expect([(await write('dialogporten', old)).status, (await write('dialogporten', old)).status]).toEqual([204, 412]);
});

test('a token that is over is another’s business', async () => {
  await arm('dataverse', { fault: 'expired-token' });
  const status = async (token: string): Promise<number> =>
    (await read('dataverse', { Authorization: `Bearer ${token}` })).status;
  expect(await status('dataverse-caller')).toBe(401);
  expect(await status('dataverse-reader')).toBe(200);
  expect(await status('dataverse-caller')).toBe(401);
  await fetch(`${server.url}/_conformance/faults?protocol=dataverse`, { method: 'DELETE' });
  expect(await status('dataverse-caller')).toBe(200);
});

describe('on the way', () => {
  const title = async (): Promise<string> => await (await read('dab')).text();

  test.each(['reset-before', 'reset-after', 'lost-answer'] as const)('%s: no answer', async (fault) => {
    const before = await title();
    await arm('dab', { fault, ...(fault === 'lost-answer' && { ms: 50 }) });
    await expect(write('dab')).rejects.toThrow('fetch failed');
    expect((await title()) === before).toBe(fault === 'reset-before');
  });

  test('a body breaks off, or says that it is shorter', async () => {
    const whole = await title();
    await arm('dab', { fault: 'truncated-body', method: 'GET' });
    await expect(title()).rejects.toThrow('terminated');
    await arm('dab', { fault: 'wrong-length', method: ['get'] });
    const answer = await read('dab');
    expect(answer.headers.get('content-length')).toBe(String(whole.length >> 1));
    await answer.text().then(
      (text) => expect(whole).toContain(text),
      () => undefined,
    );
    expect(await title()).toBe(whole);
  });

  test('what proxies do to entity-tags', async () => {
    const tag = async (): Promise<string | null> => (await read('dialogporten')).headers.get('etag');
    const own = (await tag()) ?? '';
    for (const fault of ['gzip-etag', 'weak-etag', 'no-etag']) await arm('dialogporten', { fault, skip: 0 });
    expect(await tag()).toBeNull();
    expect(await tag()).toBe(own);
    await arm('dialogporten', { fault: 'gzip-etag' });
    expect(await tag()).toBe(own.endsWith('"') ? own.replace(/"$/, '-gzip"') : own);
  });

  test('an answer takes its time', async () => {
    await arm('dab', { fault: 'latency', ms: 120 });
    const began = performance.now();
    await title();
    expect(performance.now() - began).toBeGreaterThan(110);
  });
});

describe('which requests, and how often', () => {
  test('by method and path, from the third on, twice', async () => {
    await arm('dab', { fault: 'server-error', method: 'GET', path: '/api/Books/*', skip: 2, times: 2 });
    const get = async (path: string): Promise<number> => (await fetch(`${server.url}/dab/api/${path}`)).status;
    expect(await get('Authors')).toBe(200);
    const statuses: number[] = [];
    for (let count = 0; count < 5; count++) statuses.push(await get('Books/id/1?$select=id'));
    expect(statuses).toEqual([200, 200, 500, 500, 200]);
  });

  test('always, until it is disarmed', async () => {
    const armed = (await (await arm('dab', { fault: 'unavailable', times: 'always' })).json()) as { faults: Shown[] };
    const [one] = armed.faults;
    expect([(await read('dab')).status, (await read('dab')).status]).toEqual([503, 503]);
    const end = (id: number | undefined) =>
      fetch(`${server.url}/_conformance/faults/${id}?protocol=dab`, { method: 'DELETE' });
    expect([(await end(one?.id)).status, (await end(one?.id)).status]).toEqual([204, 404]);
    expect((await read('dab')).status).toBe(200);
  });

  test('by a field of the request, which no protocol sees', async () => {
    const refused = await read('dab', { 'Conformance-Fault': 'too-many-requests; retryAfterSeconds=7' });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '7']);
    const wrong = await read('dab', { 'Conformance-Fault': 'latency; sm=7' });
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toEqual({
      error:
        'Conformance-Fault: there is no member of latency "sm": did you mean "ms"? There are: fault, times, skip, method, path, ms',
    });
    expect((await read('dab', { 'Conformance-Fault': 'latency; times=7' })).status).toBe(400);
    expect((await read('dab')).status).toBe(200);
    expect(await faults('dab')).toEqual([]);
  });

  test('by code, where nothing listens in between', async () => {
    const service = await server.service('dab', { session: 'mine' });
    await service.arm({ fault: 'forbidden', method: 'GET' });
    expect((await fetch(`${server.url}/~session=mine/dab/api/Books`)).status).toBe(403);
    expect(service.faults()[0]?.fired).toHaveLength(1);
    expect((await fetch(`${server.url}/dab/api/Books`)).status).toBe(200);
    expect(service.exchanges().at(-1)).toMatchObject({ fault: 'forbidden' });
    await expect(server.service('dba')).rejects.toThrow('there is no protocol "dba" here');
  });

  test.each([
    [{ fault: 'latancy' }, 'there is no fault "latancy": did you mean "latency"?'],
    [{ fault: 'latency', retryAfterSeconds: 1 }, 'there is no member of latency "retryAfterSeconds"'],
    [{ fault: 'latency', ms: '1s' }, '"ms" of latency must be a whole number of milliseconds'],
    [{ fault: 'latency', times: 0 }, '"times" of latency must be a whole number from 1, or "always"'],
    [{ fault: 'latency', method: [] }, '"method" of latency must be a method, or a list of them'],
    [{ fault: 'mutant' }, '"mutant" is missing'],
    [{ fault: 'mutant', mutant: 'forgets-roll-back' }, 'is a bug of the whole store'],
    [[], 'send {"fault": NAME}; there are: version-conflict'],
  ])('%j is refused', async (fault, error) => {
    const refused = await arm('dab', fault);
    expect(refused.status).toBe(400);
    expect(((await refused.json()) as { error: string }).error).toContain(error);
    expect(await faults('dab')).toEqual([]);
  });

  test('what there is can be asked for', async () => {
    const answer = await fetch(`${server.url}/_conformance/faults`);
    const { known } = (await answer.json()) as { known: readonly FaultRequest[] };
    expect(known.map(({ fault }) => fault)).toEqual(Object.keys(faultKinds));
  });
});
