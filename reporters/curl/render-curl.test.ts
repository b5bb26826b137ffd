import { execFile, spawnSync } from 'node:child_process';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExchangeRecord } from '../../core/report.ts';
import { renderCurl } from './render-curl.ts';

const hasCurl = spawnSync('curl', ['--version']).status === 0 && spawnSync('bash', ['-c', ':']).status === 0;

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: readonly string[];
  readonly body: string;
}

let received: Received[] = [];
const server = createServer((request: IncomingMessage, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { method, url, rawHeaders } = request;
    received.push({ method, url, headers: rawHeaders, body: Buffer.concat(chunks).toString('base64') });
    response.end();
  });
});
let origin = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
});

function requestRecord(part: Partial<ExchangeRecord['request']>): ExchangeRecord['request'] {
  const bytes = part.bodyEncoding === 'base64' ? Buffer.from(part.body ?? '', 'base64') : Buffer.from(part.body ?? '');
  return { method: 'GET', url: `${origin}/`, headers: [], bodyBytes: bytes.length, ...part };
}

async function replay(part: Partial<ExchangeRecord['request']>): Promise<Received> {
  received = [];
  const line = renderCurl(requestRecord(part));
  await new Promise<void>((resolve, reject) => {
    const env = { ...process.env, TOKEN: 'secret', NO_PROXY: '*', no_proxy: '*' };
    execFile('bash', ['-c', line], { env }, (error) => (error ? reject(error) : resolve()));
  });
  expect(received).toHaveLength(1);
  return received[0]!;
}

describe.skipIf(!hasCurl)('curl sends again', () => {
  test.each([
    ['newlines and quotes', '{"a":"it\'s",\n\t"b":"\\"$HOME`id`\\u0041"}'],
    ['Unicode', 'Blåbær 書名 😀 \u202e'],
    ['an @ in front', '@/etc/passwd'],
    ['a NUL', 'a\u0000b'],
    ['CRLF', 'a\r\nb\r\n'],
  ])('a body with %s', async (_, body) => {
    const sent = await replay({ method: 'PATCH', body, headers: [['Content-Type', 'application/json']] });
    expect(sent.method).toBe('PATCH');
    expect(Buffer.from(sent.body, 'base64').toString()).toBe(body);
  });

  test('bytes that are no text', async () => {
    const body = Buffer.from([0xff, 0xfe, 0x00, 0x0a]).toString('base64');
    expect((await replay({ method: 'PUT', body, bodyEncoding: 'base64' })).body).toBe(body);
  });

  test('exactly the headers of the request, secrets from the environment', async () => {
    const { headers } = await replay({
      headers: [
        ['If-Match', 'W/"1"'],
        ['if-match', '*'],
        ['X-Empty', ''],
        ['Authorization', 'Bearer <secret>'],
        ['Content-Length', '0'],
      ],
    });
    expect(headers.filter((_, index) => headers[index - (index % 2)] !== 'Host')).toEqual([
      'If-Match',
      'W/"1"',
      'if-match',
      '*',
      'X-Empty',
      '',
      'Authorization',
      'Bearer secret',
    ]);
  });

  test('the target as written', async () => {
    const target = "/a/../b(guid'{x}')/[1]?$filter=a%20eq%20'b'&c=d";
    expect((await replay({ url: `${origin}${target}` })).url).toBe(target);
  });

  test('an empty body of a write with its length, and no media type', async () => {
    const { headers } = await replay({ method: 'POST' });
    expect(headers.map((text) => text.toLowerCase())).toEqual(['host', expect.any(String), 'content-length', '0']);
  });

  test('a HEAD request', async () => {
    expect((await replay({ method: 'HEAD' })).method).toBe('HEAD');
  });
});

test('a body that was cut gives a comment, not a wrong command', () => {
  expect(renderCurl(requestRecord({ method: 'PUT', body: 'abc', truncated: true, bodyBytes: 70_000 }))).toMatch(
    /^# .*70000/,
  );
});
