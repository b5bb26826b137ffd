import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyBody, type HeaderField, type HttpResponse, headerValue, utf8 } from '../core/http.ts';
import { toyCore } from '../tests/support/toy-core.ts';
import { createReferenceServer } from './hapi/create-reference-server.ts';
import { createService } from './kernel/create-service.ts';
import { createHandlers } from './msw/create-handlers.ts';

/** One way to the same core. Header names of answers compare without case: Fetch lowers them. */
interface Way {
  send(line: string, headers?: readonly HeaderField[], body?: string): Promise<HttpResponse>;
  /** The URL a client would use for "/". */
  readonly baseUrl: string;
  close(): Promise<void>;
}

async function inProcess(): Promise<Way> {
  const service = createService(toyCore, { baseUrl: 'http://in.process' });
  return {
    baseUrl: 'http://in.process',
    send: (line, headers = [], body = '') => {
      const [method = '', target = ''] = line.split(' ');
      return service.dispatch({ method, target, headers, body: body === '' ? emptyBody : utf8(body) });
    },
    close: async () => {},
  };
}

function byFetch(baseUrl: string, close: () => Promise<void>): Way {
  return {
    baseUrl,
    close,
    send: async (line, headers = [], body = '') => {
      const [method = '', target = ''] = line.split(' ');
      const sent = new Headers();
      for (const [name, value] of headers) sent.append(name, value);
      const answer = await fetch(baseUrl + target, {
        method,
        headers: sent,
        ...(body !== '' && { body }),
        redirect: 'manual',
      });
      return { status: answer.status, headers: [...answer.headers], body: new Uint8Array(await answer.arrayBuffer()) };
    },
  };
}

async function overSockets(): Promise<Way> {
  const server = await createReferenceServer({ cores: [toyCore] });
  return byFetch(`${server.url}/toy`, server.stop);
}

async function byMsw(): Promise<Way> {
  const worker = setupServer(...createHandlers([createService(toyCore)], { baseUrl: 'https://api.test/v(1).0/' }));
  worker.listen({ onUnhandledRequest: 'error' });
  return byFetch('https://api.test/v(1).0/toy', async () => worker.close());
}

describe.each([
  ['in process', inProcess],
  ['Hapi, over sockets', overSockets],
  ['msw, by fetch', byMsw],
])('%s', (_, open) => {
  let way: Way;
  beforeAll(async () => {
    way = await open();
  });
  afterAll(() => way.close());

  const text = ({ body }: HttpResponse): string => new TextDecoder().decode(body);
  const json = (response: HttpResponse): Record<string, unknown> =>
    JSON.parse(text(response)) as Record<string, unknown>;
  const tag = (response: HttpResponse): string | undefined => headerValue(response.headers, 'etag');

  test('a note is made, read, changed under its version, and deleted', async () => {
    const made = await way.send('PUT /notes/story', [], '{"text":"one","count":1.50}');
    expect(made.status).toBe(201);
    expect(headerValue(made.headers, 'location')).toBe(`${way.baseUrl}/notes/story`);
    expect(made.body.length).toBe(0);
    const version = tag(made) ?? '';
    expect(text(await way.send('GET /notes/story'))).toContain('"text":"one","count":1.50');
    const stale: HeaderField = ['If-Match', version];
    expect((await way.send('PUT /notes/story', [stale], '{"text":"two"}')).status).toBe(204);
    const refused = await way.send('PUT /notes/story', [stale], '{"text":"three"}');
    expect([refused.status, text(refused)]).toEqual([412, 'version does not match']);
    expect(headerValue(refused.headers, 'conformance-rule')).toBe('TOY-001');
    expect(json(await way.send('GET /notes/story'))).toMatchObject({ text: 'two' });
    expect((await way.send('DELETE /notes/story', [['If-Match', '*']])).status).toBe(204);
    expect((await way.send('GET /notes/story')).status).toBe(404);
  });

  test('204 and 304 have no body', async () => {
    const read = await way.send('GET /notes/seeded');
    const same = await way.send('GET /notes/seeded', [['If-None-Match', tag(read) ?? '']]);
    expect([same.status, same.body.length, tag(same)]).toEqual([304, 0, tag(read)]);
    const none = await way.send('GET /no-content');
    expect([none.status, none.body.length, tag(none)]).toEqual([204, 0, 'W/"1"']);
  });

  test('200 with an ETag stays 200', async () => {
    const answer = await way.send('GET /tagged', [['If-None-Match', '"fixed"']]);
    expect([answer.status, text(answer)]).toEqual([200, 'always']);
  });

  test('method, path, query, header values and body arrive as they were sent', async () => {
    const answer = json(await way.send("PATCH /echo?a=%2F&b=it''s&c", [['X-Odd', 'W/"a", "b"']], '{"ø":1.0}'));
    expect(answer).toMatchObject({ method: 'PATCH', body: '{"ø":1.0}', baseUrl: way.baseUrl });
    expect(String(answer['target']).replaceAll('%27', "'")).toBe("/echo?a=%2F&b=it''s&c");
    const headers = (answer['headers'] as [string, string][]).map(([name, value]) => [name.toLowerCase(), value]);
    expect(headers).toContainEqual(['x-odd', 'W/"a", "b"']);
  });

  test('an encoded slash is no separator', async () => {
    expect((await way.send('PUT /notes/a%2Fb', [], '{"text":"x"}')).status).toBe(201);
    expect(json(await way.send('GET /notes/a%2Fb'))).toMatchObject({ key: 'a%2Fb' });
  });

  test('an empty If-Match is a condition', async () => {
    expect((await way.send('PUT /notes/seeded', [['If-Match', '']], '{}')).status).toBe(412);
  });

  test('doubled lines of an answer are all there', async () => {
    expect(headerValue((await way.send('GET /doubled')).headers, 'x-twice')).toBe('one, two');
  });

  test('digits are not touched', async () => {
    expect(text(await way.send('GET /number'))).toBe('{"n":9007199254740993}');
  });

  test('a content type is neither added nor changed', async () => {
    expect(headerValue((await way.send('GET /untyped')).headers, 'content-type')).toBeUndefined();
    expect(headerValue((await way.send('GET /notes')).headers, 'content-type')).toBe('application/json');
  });

  test('credentials say who asks', async () => {
    expect(json(await way.send('GET /notes/seeded', [['Authorization', 'Bearer writer']]))).toMatchObject({
      who: 'writer',
    });
    expect(json(await way.send('GET /notes/seeded'))).toMatchObject({ who: null });
  });

  test('of eight writers with one version exactly one wins', async () => {
    const version = tag(await way.send('PUT /notes/race', [], '{"text":"start"}')) ?? '';
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => way.send('PUT /notes/race', [['If-Match', version]], `{"text":"${n}"}`)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, ...Array<number>(7).fill(412)]);
  });
});
