import { describe, expect, test, vi } from 'vitest';
import { expectClient, useReferenceServer } from '../proof/client/vitest/index.ts';

/* What `update-conformance/vitest` gives, used as a client team would. */
describe('Dataverse', () => {
  const api = useReferenceServer('dataverse');
  const call = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
    fetch(new URL(path, `${api.url}/api/data/v9.2/`), {
      method,
      headers: { Authorization: `Bearer ${api.token}`, 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const create = async (): Promise<string> => {
    const answer = await call('POST', 'accounts', { name: 'Mine' });
    return answer.headers.get('odata-entityid') ?? '';
  };
  const read = async (at: string): Promise<{ readonly '@odata.etag': string; readonly name: string }> =>
    (await call('GET', at)).json();

  test('a client that does it right conforms, although somebody else was faster', async () => {
    const at = await create();
    api.someoneElseWrites();
    let row = await read(at);
    const first = await call('PATCH', at, { name: 'Ours' }, { 'If-Match': row['@odata.etag'] });
    expect(first.status).toBe(412);
    row = await read(at);
    expect(row.name).toBe('Somebody else 1');
    await call('PATCH', at, { name: 'Ours' }, { 'If-Match': row['@odata.etag'] });
    expectClient(api).toConform({ strict: true });
    expect(api).toHaveSentIfMatch(row['@odata.etag']);
    expect(api).toHaveSent('GET', /\/accounts\(/);
    expect(api.exchanges.map(({ method, status }) => `${method} ${status}`)).toEqual([
      'POST 204',
      'GET 200',
      'PATCH 412',
      'GET 200',
      'PATCH 204',
    ]);
  });

  test('one that overwrites is told where', async () => {
    const at = await create();
    await read(at);
    api.someoneElseWrites();
    await call('PATCH', at, { name: 'Ours' });
    expect(() => expectClient(api).toConform()).toThrow(
      /DV-CLI-006 MUST NOT.*\n {2}request 3, PATCH .*\n.*\n.*overwritten unseen/,
    );
    expectClient(api).toConform({ except: ['DV-CLI-006'] });
    expect(() => expect(api).toHaveSentIfMatch()).toThrow('expected the last write to have an If-Match; it had none');
  });

  test('every test has first rows, and nothing was sent before', async () => {
    expect(api.exchanges).toEqual([]);
    expect(() => expectClient(api).toConform()).toThrow('nothing was sent');
    const list = await (await call('GET', "accounts?$filter=name eq 'Mine'")).json();
    expect(list).toMatchObject({ value: [] });
    expect(() => expect(api).toHaveSent('PATCH', '/')).toThrow('there were\n  GET /api/data/v9.2/accounts?');
  });

  test('a throttle, a lost answer and an expired token come once', async () => {
    api.throttles();
    expect((await call('POST', 'accounts', { name: 'Mine' })).status).toBe(429);
    expect(() => expect(api).not.toHaveSent('POST', /accounts/)).toThrow('expected no POST');
    api.losesAnAnswer();
    expect((await call('POST', 'accounts', { name: 'Mine' })).status).toBe(504);
    expect((await (await call('GET', "accounts?$filter=name eq 'Mine'")).json()).value).toHaveLength(1);
    api.expiresTheToken();
    expect((await call('GET', 'accounts')).status).toBe(200);
    expect((await call('GET', 'accounts')).status).toBe(401);
    expect((await call('GET', 'accounts')).status).toBe(200);
  });

  test('timers that are faked do not stop it', async () => {
    vi.useFakeTimers();
    try {
      const at = await create();
      expect(await read(at)).toMatchObject({ name: 'Mine' });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a server of its own in each describe', () => {
  const api = useReferenceServer('dab', { mutant: 'put-miss-inserts-anyway', seed: 'mine' });
  expect(() => api.url).toThrow('starts before the first test');

  test('with a known bug', async () => {
    const headers = { 'Content-Type': 'application/json', 'If-Match': '*' };
    const body = '{"title":"Nobody","publisher_id":7}';
    const answer = await fetch(`${api.url}/api/Books/id/555555`, { method: 'PUT', headers, body });
    expect(answer.status).toBe(404);
    expect((await (await fetch(`${api.url}/api/Books/id/555555`)).json()).value).toHaveLength(1);
  });
});
