import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { decodeUtf8, type HeaderField, headerValue, utf8 } from '../core/http.ts';
import { createService } from '../mock-server/kernel/create-service.ts';
import { dataverse } from '../mock-server/protocols/dataverse/index.ts';
import { pageAccountId } from '../mock-server/protocols/dataverse/seed.ts';
import { loadProtocol } from '../runner/load/load-protocol.ts';

/* Do it or refuse it: what the documents let a client add to a request is done, or refused and named; nothing is passed over. */
interface Option {
  readonly request: string;
  readonly query?: string;
  readonly prefer?: string;
  readonly header?: string;
  readonly body?: string;
  readonly source: string;
  readonly does?: true;
  readonly noEffect?: string;
  readonly refused?: true;
  readonly unmodelled?: string;
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly applied: string | undefined;
  readonly unmodelled: string | undefined;
}

const { options } = parse(readFileSync(join(import.meta.dirname, '../spec/dataverse/options.yaml'), 'utf8')) as {
  readonly options: readonly Option[];
};
const { spec } = await loadProtocol('dataverse');

/** What the server answers to the request of an option; `bare`: without the option. Two accounts are there besides the first, and a reading. */
async function answerTo({ request, query, prefer, header, body }: Option, bare = false): Promise<Answer> {
  const service = createService(dataverse, { clock: () => 1_700_000_000_000 });
  const [method = '', path = ''] = request.split(' ');
  const at = path.replace('(1)', `(${pageAccountId})`);
  const send = async (line: { method: string; target: string; headers?: HeaderField[]; body?: string }) =>
    service.dispatch({
      method: line.method,
      target: `/api/data/v9.2${line.target}`,
      headers: [['Authorization', 'Bearer dataverse-caller'], ...(line.headers ?? [])],
      body: utf8(line.body ?? ''),
    });
  for (const name of ['A', 'B']) await send({ method: 'POST', target: '/accounts', body: JSON.stringify({ name }) });
  await send({ method: 'POST', target: '/contoso_sensordatas', body: '{}' });
  const asked = query === undefined || bare ? '' : `?${encodeURI(query)}`;
  const preferred: HeaderField[] = prefer === undefined || (bare && query === undefined) ? [] : [['Prefer', prefer]];
  const [name = '', value = ''] = bare ? [] : (header?.split(': ') ?? []);
  const response = await send({
    method,
    target: at + asked,
    headers: [...preferred, ...(name === '' ? [] : [[name, value] as const])],
    ...(method === 'POST' || method === 'PATCH' ? { body: body ?? '{"name":"C"}' } : {}),
  });
  return {
    status: response.status,
    body: decodeUtf8(response.body),
    applied: headerValue(response.headers, 'preference-applied'),
    unmodelled: headerValue(response.headers, 'conformance-unmodelled'),
  };
}

const titled = options.map((option) => {
  const { request, query, prefer, header } = option;
  return [[request, query, prefer, header].filter((part) => part !== undefined).join(' '), option] as const;
});
const isAdded = ({ query, prefer, header }: Option): boolean => (query ?? prefer ?? header) !== undefined;

describe('of what the documents let a client add to a request', () => {
  test.each(titled.filter(([, { does }]) => does))('%s is done', async (_, option) => {
    const answer = await answerTo(option);
    expect(answer).toMatchObject({ status: expect.toSatisfy((status: number) => status < 300), unmodelled: undefined });
    if (isAdded(option)) expect(answer.body).not.toBe((await answerTo(option, true)).body);
    if (option.prefer !== undefined) expect(answer.applied).toContain(option.prefer);
  });

  test.each(titled.filter(([, { noEffect }]) => noEffect))('%s changes nothing', async (_, option) => {
    expect(await answerTo(option)).toEqual(await answerTo(option, true));
    expect((await answerTo(option)).unmodelled).toBeUndefined();
  });

  test.each(titled.filter(([, { refused }]) => refused))('%s is refused, as documented', async (_, option) => {
    const answer = await answerTo(option);
    expect(answer).toMatchObject({ status: 400, unmodelled: undefined });
    expect(JSON.parse(answer.body)).toMatchObject({ error: { code: expect.any(String), message: expect.any(String) } });
  });

  const without = titled.filter(([, { unmodelled }]) => unmodelled);
  // What a body is cannot be left undone.
  const mayBeIgnored = ({ prefer, header, body }: Option): boolean =>
    (prefer ?? header) !== undefined && body === undefined;
  test.each(without.filter(([, option]) => !mayBeIgnored(option)))('%s is refused and named', async (_, option) => {
    const answer = await answerTo(option);
    expect(answer).toMatchObject({ status: 501, unmodelled: option.unmodelled });
    expect(JSON.parse(answer.body)).toMatchObject({
      error: { code: expect.any(String), message: expect.any(String) },
    });
  });

  test.each(without.filter(([, option]) => mayBeIgnored(option)))('%s is left undone and named', async (_, option) => {
    const bare = await answerTo(option, true);
    expect(await answerTo(option)).toEqual({ ...bare, applied: undefined, unmodelled: option.unmodelled });
  });

  test('each has a source', () => {
    const known = new Set(spec.sources.map(({ id }) => id));
    expect(options.filter(({ source }) => !known.has(source))).toEqual([]);
  });
});

test('an option that no document shows is refused as a fault of the client', async () => {
  const answer = await answerTo({ request: 'GET /accounts', query: '$compute=1', source: 'odata' });
  expect(answer).toMatchObject({ status: 400, unmodelled: undefined });
});

test('a name without a dollar is of somebody else', async () => {
  expect((await answerTo({ request: 'GET /accounts', query: 'tag=1', source: 'odata' })).status).toBe(200);
});
