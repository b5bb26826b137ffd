import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodeUtf8, type HeaderField, headerValue, utf8 } from '../../../core/http.ts';
import { jsonObject } from '../../../core/json.ts';
import { createService, type Service, type ServiceOptions } from '../../kernel/create-service.ts';
import { dab } from './index.ts';
import { decodeBase64, encodeBase64 } from './model/base64.ts';
import { readTimestamp } from './model/timestamps.ts';
import { gzipStored } from './read/gzip.ts';
import { spellAsDatabase, spellAsProduct } from './read/spell-value.ts';

interface Sent {
  readonly headers?: readonly HeaderField[];
  readonly body?: unknown;
}

async function send(service: Service, line: string, { headers = [], body }: Sent = {}) {
  const [method = '', target = ''] = line.split(' ');
  const bytes = utf8(body === undefined ? '' : JSON.stringify(body));
  const answer = await service.dispatch({ method, target, headers, body: bytes });
  const text = decodeUtf8(answer.body);
  return { ...answer, text, json: text === '' ? undefined : JSON.parse(text) };
}

const start = (options: ServiceOptions = {}): Service =>
  createService(dab, { baseUrl: 'http://dab.example', ...options });

describe('a list', () => {
  test('comes in the order of the key, a page at a time, and the link leads to the next page', async () => {
    const service = start();
    const first = await send(service, 'GET /api/Books?$first=2&$select=id');
    expect(first.json.value).toEqual([{ id: 1 }, { id: 2 }]);
    const next = String(first.json.nextLink);
    expect(next).toMatch(/^http:\/\/dab\.example\/api\/Books\?\$first=2&\$select=id&\$after=/);
    const second = await send(service, `GET ${next.slice('http://dab.example'.length)}`);
    expect(second.json).toEqual({ value: [{ id: 7 }] });
  });

  test('is filtered and sorted by exposed names', async () => {
    const service = start();
    const filtered = await send(
      service,
      "GET /api/Books?$filter=id%20gt%201%20and%20title%20ne%20'x'&$orderby=id%20desc",
    );
    expect(filtered.json.value.map(({ id }: { id: number }) => id)).toEqual([7, 2]);
    const mapped = await send(service, "GET /api/storage/racks?$filter=label%20eq%20'Top'");
    expect(mapped.json.value).toHaveLength(1);
    expect((await send(service, "GET /api/storage/racks?$filter=lbl%20eq%20'Top'")).status).toBe(400);
  });

  test('shows a role only the rows its policy selects', async () => {
    const headers: HeaderField[] = [['X-MS-API-ROLE', 'readpol']];
    const { json } = await send(start(), 'GET /api/Notes', { headers });
    expect(json.value.map(({ owner }: { owner: string }) => owner)).toEqual(['me']);
  });

  test('refuses columns that the role may not read', async () => {
    const headers: HeaderField[] = [['X-MS-API-ROLE', 'excl']];
    expect((await send(start(), 'GET /api/Books?$select=publisher_id', { headers })).status).toBe(403);
    expect((await send(start(), 'GET /api/Books/id/1', { headers })).json.value).toEqual([
      { id: 1, title: 'Awesome book' },
    ]);
  });
});

describe('a row', () => {
  test('has its members by length of name in a read, and in the order of the table after a write', async () => {
    const service = start();
    const read = await send(service, 'GET /api/Stocks/categoryid/1/pieceid/1');
    expect(Object.keys(read.json.value[0])).toEqual([
      'pieceid',
      'categoryid',
      'categoryName',
      'piecesRequired',
      'piecesAvailable',
    ]);
    const written = await send(service, 'PATCH /api/Stocks/categoryid/1/pieceid/1', { body: { piecesRequired: 3 } });
    expect(Object.keys(written.json.value[0])).toEqual([
      'categoryid',
      'pieceid',
      'categoryName',
      'piecesAvailable',
      'piecesRequired',
    ]);
  });

  test('keeps the digits of large integers and the places of decimals', async () => {
    const service = start();
    const target = 'PATCH /api/Samples/id/11111111-1111-1111-1111-111111111111';
    const { text } = await send(service, target, { body: { big: '9007199254740993', amount: '7.005' } });
    expect(text).toContain('"big":9007199254740993');
    expect(text).toMatch(/"amount":7\.0[01]/);
  });
});

describe('before anything else', () => {
  test.each([
    ['GET /api/Tags/code/a%00b', 400],
    ['HEAD /api/Books/id/1', 405],
    ['get /api/Books/id/1', 400],
    ['GET /graphql', 404],
    ['GET /', 200],
  ])('%s is answered %i', async (line, status) => {
    expect((await send(start(), line)).status).toBe(status);
  });

  test('a preflight is answered 204, and other OPTIONS 405 with Allow', async () => {
    const headers: HeaderField[] = [['Access-Control-Request-Method', 'PUT']];
    expect((await send(start(), 'OPTIONS /api/Books/id/1', { headers })).status).toBe(204);
    const other = await send(start(), 'OPTIONS /api/Books/id/1');
    expect(headerValue(other.headers, 'allow')).toBe('DELETE, GET, PATCH, POST, PUT');
  });
});

test('the base path and all names can be others, on the same rows', async () => {
  const names = dab.otherNames?.({ api: '/api', 'book.path': '/api/Books', 'book.key': 'id', 'book.title': 'title' });
  const bindings = names?.bindings as Record<string, string>;
  const service = start({ features: [...dab.defaultFeatures, ...(names?.features ?? [])] });
  const { json } = await send(service, `GET ${bindings['book.path']}/${bindings['book.key']}/1`);
  expect(json.value[0][bindings['book.title'] ?? '']).toBe('Awesome book');
  expect((await send(service, 'GET /api/Books/id/1')).status).toBe(400);
});

test.each([
  ['2024-05-06', '2024-05-06T00:00:00'],
  ['2024-05-06 07:08:09', '2024-05-06T07:08:09'],
  ['2024-05-06T07:08:09+02:00', '2024-05-06T05:08:09'],
  ['2024-05-06T07:08:09.500Z', '2024-05-06T07:08:09.500'],
  ['2024-13-06', undefined],
  ['yesterday', undefined],
])('reads the timestamp %j', (text, read) => {
  expect(readTimestamp(text)).toBe(read);
});

test('spells the same value in two ways', () => {
  const column = { name: 'x', exposed: 'x', nullable: true } as const;
  const at = { ...column, type: 'timestamptz' } as const;
  expect(spellAsDatabase(at, '2024-05-06T05:08:09')).toBe('2024-05-06T05:08:09+00:00');
  expect(spellAsProduct(at, '2024-05-06T05:08:09')).toBe('2024-05-06T05:08:09Z');
  const doc = { ...column, type: 'jsonb' } as const;
  expect(spellAsProduct(doc, jsonObject([['a', 1]]))).toBe('{"a": 1}');
});

test('stores bytes in gzip so that anybody can read them', () => {
  const bytes = utf8('{"value":[]}');
  expect(gunzipSync(gzipStored(bytes)).toString()).toBe('{"value":[]}');
});

test('reads base64 back, and nothing else', () => {
  expect(decodeUtf8(decodeBase64(encodeBase64(utf8('é\u0000x'))) ?? utf8(''))).toBe('é\u0000x');
  expect(decodeBase64('x')).toBeUndefined();
  expect(decodeBase64('%%%%')).toBeUndefined();
});
