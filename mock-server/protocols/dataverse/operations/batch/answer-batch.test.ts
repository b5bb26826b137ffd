import { describe, expect, it } from 'vitest';
import { decodeUtf8, type HeaderField, headerValue, utf8 } from '../../../../../core/http.ts';
import { createService, type Service } from '../../../../kernel/create-service.ts';
import { dataverse } from '../../index.ts';
import { pageAccountId } from '../../seed.ts';

const root = '/api/data/v9.2';
const row = `${root}/accounts(${pageAccountId})`;
const json = 'Content-Type: application/json';

/** Lines with CRLF, as a batch has them. */
const lines = (...texts: readonly string[]): string => texts.join('\r\n');
const part = (...request: readonly string[]): string =>
  lines('--b', 'Content-Type: application/http', 'Content-Transfer-Encoding: binary', '', ...request, '');
const inSet = (id: string, ...request: readonly string[]): string =>
  lines('--s', 'Content-Type: application/http', `Content-ID: ${id}`, '', ...request, '');
const set = (...parts: readonly string[]): string =>
  lines('--b', 'Content-Type: multipart/mixed; boundary=s', '', `${parts.join('')}--s--`, '');

async function send(
  service: Service,
  body: string,
  headers: readonly HeaderField[] = [],
  type = 'multipart/mixed;boundary=b',
) {
  const answer = await service.dispatch({
    method: 'POST',
    target: `${root}/$batch`,
    headers: [...(dataverse.credentials['caller'] ?? []), ['Content-Type', type], ...headers],
    body: utf8(body),
  });
  const text = decodeUtf8(answer.body);
  return { answer, text, statuses: [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status)) };
}

async function nameNow(service: Service): Promise<unknown> {
  const headers = dataverse.credentials['caller'] ?? [];
  const { body } = await service.dispatch({ method: 'GET', target: row, headers, body: utf8('') });
  return JSON.parse(decodeUtf8(body)).name;
}

const patch = (name: string, ...headers: readonly string[]): readonly string[] => [
  `PATCH ${row} HTTP/1.1`,
  json,
  ...headers,
  '',
  `{"name":"${name}"}`,
];
const missing = [
  `PATCH ${root}/accounts(00000000-0000-0000-dead-000000000000) HTTP/1.1`,
  json,
  'If-Match: *',
  '',
  '{"name":"x"}',
];

describe('a batch', () => {
  it('begins its answer with the boundary that clients look for, and spells each response as application/http', async () => {
    const { answer, text } = await send(createService(dataverse), `${part(...patch('One'))}--b--\r\n`);
    expect(answer.status).toBe(200);
    const boundary = /boundary=(batchresponse_[0-9a-f-]+)/.exec(headerValue(answer.headers, 'content-type') ?? '')?.[1];
    expect(text.startsWith(`--${boundary}\r\nContent-Type: application/http\r\n`)).toBe(true);
    expect(text.endsWith(`--${boundary}--\r\n`)).toBe(true);
    expect(text).toContain('\r\n\r\nHTTP/1.1 204 No Content\r\n');
    expect(headerValue(answer.headers, 'OData-Version')).toBe('4.0');
  });

  it('stops at a failure unless it is told to go on', async () => {
    const service = createService(dataverse);
    const body = `${part(...missing)}${part(...patch('Behind'))}--b--\r\n`;
    const stopped = await send(service, body);
    expect([stopped.answer.status, stopped.statuses]).toEqual([400, [404]]);
    const gone = await send(service, body, [['Prefer', 'odata.continue-on-error']]);
    expect([gone.answer.status, gone.statuses]).toEqual([200, [404, 204]]);
    expect(await nameNow(service)).toBe('Behind');
  });

  it('does a change set wholly or not at all', async () => {
    const service = createService(dataverse);
    const failing = await send(service, `${set(inSet('1', ...patch('Half')), inSet('2', ...missing))}--b--\r\n`);
    expect(failing.statuses).toEqual([404]);
    expect(failing.text).toContain('Content-ID: 2');
    expect(await nameNow(service)).toBe('Sample Account');
  });

  it.each([
    ['at the root', `/contacts`, '$1/lastname'],
    ['with a slash before it', `${root}/contacts`, '/$1/lastname'],
  ])('resolves a reference %s', async (_, url, reference) => {
    const service = createService(dataverse);
    const target = url.startsWith(root) ? url : `${root}${url}`;
    const { statuses } = await send(
      service,
      `${set(
        inSet('1', `POST ${target} HTTP/1.1`, json, 'Prefer: return=representation', '', '{"lastname":"A"}'),
        inSet('2', `PUT ${reference} HTTP/1.1`, json, '', '{"value":"B"}'),
        inSet('3', `PATCH ${row} HTTP/1.1`, json, '', '{"primarycontactid@odata.bind":"$1"}'),
      )}--b--\r\n`,
    );
    expect(statuses).toEqual([201, 204, 204]);
  });

  it('reads the spellings of clients: one empty line behind a read, a mount, empty lines first', async () => {
    const service = createService(dataverse, { baseUrl: 'http://host/dataverse' });
    const read = `\r\n--b\r\ncontent-type: application/http\r\n\r\nGET /dataverse${row} HTTP/1.1\r\n\r\n--b\r\nContent-Type: application/http\r\n\r\nGET http://other${row} HTTP/1.1\r\nAccept: */*\r\n\r\n\r\n--b--`;
    expect((await send(service, read, [], 'multipart/mixed;boundary="b"')).statuses).toEqual([200, 200]);
  });

  it.each([
    ['no boundary', part(...patch('x')), 'multipart/mixed'],
    ['another type', part(...patch('x')), 'text/plain'],
    ['no end', part(...patch('x')), 'multipart/mixed;boundary=b'],
    ['no request', '--b\r\nContent-Type: application/http\r\n\r\nhello\r\n--b--', 'multipart/mixed;boundary=b'],
    [
      'no HTTP',
      `--b\r\nContent-Type: text/plain\r\n\r\n${patch('x').join('\r\n')}\r\n--b--`,
      'multipart/mixed;boundary=b',
    ],
  ])('is refused with %s', async (_, body, type) => {
    const service = createService(dataverse);
    const { answer } = await send(service, body, [], type);
    expect(answer.status).toBe(400);
    expect(await nameNow(service)).toBe('Sample Account');
  });

  it('is refused as JSON, which came with a later version of OData, and says so', async () => {
    const service = createService(dataverse);
    const body = '{"requests":[{"id":"1","method":"PATCH","url":"accounts","body":{"name":"x"}}]}';
    const { answer } = await send(service, body, [], 'application/json; charset=utf-8');
    expect(answer.status).toBe(501);
    expect(headerValue(answer.headers, 'Conformance-Unmodelled')).toBe('$batch application/json');
  });

  it('tells the rules of its requests, and names those that this server does not model', async () => {
    const { answer } = await send(
      createService(dataverse),
      `${part(...patch('x'))}${part(`GET ${root}/accounts?fetchXml=x HTTP/1.1`, '')}--b--`,
    );
    expect(headerValue(answer.headers, 'Conformance-Rule')).toContain('DV-UPD-004');
    expect(headerValue(answer.headers, 'Conformance-Unmodelled')).toBe('fetchxml');
  });
});
