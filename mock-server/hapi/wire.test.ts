import { once } from 'node:events';
import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toyCore } from '../../tests/support/toy-core.ts';
import { createReferenceServer, type ReferenceServer } from './create-reference-server.ts';

let server: ReferenceServer;
beforeAll(async () => {
  server = await createReferenceServer({ cores: [toyCore], root: 'toy', maxBodyBytes: 1000 });
});
afterAll(() => server.stop());

/** Sends these bytes on one connection, and gives what comes back until the server closes it. */
async function send(...parts: readonly string[]): Promise<string> {
  const socket = connect(server.port, '127.0.0.1');
  let received = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk) => {
    received += chunk;
  });
  await once(socket, 'connect');
  for (const part of parts) {
    socket.write(part, 'latin1');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  // A connection that stays open shows in what came so far, and not in a test that never ends.
  const timer = setTimeout(() => socket.destroy(), 60_000);
  if (!socket.closed) await once(socket, 'close');
  clearTimeout(timer);
  return received;
}

interface Answer {
  readonly status: number;
  readonly lines: readonly string[];
  readonly body: string;
}

/** One request on a connection of its own. */
async function ask(line: string, headers: readonly string[] = [], body = ''): Promise<Answer> {
  const text = await send(
    `${[`${line} HTTP/1.1`, 'Host: toy.test', 'Connection: close', ...headers].join('\r\n')}\r\n\r\n${body}`,
  );
  return answerFrom(text);
}

function answerFrom(text: string): Answer {
  const end = text.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n');
  return { status: Number(statusLine.split(' ')[1]), lines, body: text.slice(end + 4) };
}

const names = ({ lines }: Answer): string[] => lines.map((line) => line.slice(0, line.indexOf(':')));
const without = (answer: Answer, ...left: readonly string[]): string[] =>
  answer.lines.filter((line) => !left.some((name) => line.startsWith(`${name}: `)));
const echoed = async (line: string, headers: readonly string[] = [], body = ''): Promise<Record<string, unknown>> =>
  JSON.parse(Buffer.from((await ask(line, headers, body)).body, 'latin1').toString()) as Record<string, unknown>;

describe('a request', () => {
  test.each([
    ['an encoded slash', '/a%2Fb%2fc'],
    ['doubled slashes', '//a//b/'],
    ['dot segments', '/a/../b/./c'],
    ['a malformed escape', '/a%E0%A4%A/%zz'],
    ['quotes and braces', "/a('it''s')?x='y'&{}|"],
    ['an encoded dot segment', '/%2e%2e/a'],
    ['a question mark in the query', '/a?b?c=%20+'],
    ['an empty query', '/a?'],
  ])('keeps its target with %s', async (_, target) => {
    const answer = await ask(`GET /toy${target}`);
    expect(JSON.parse(answer.body)).toEqual({ target });
  });

  test('in absolute form is for the path behind the authority', async () => {
    expect(JSON.parse((await ask('GET http://other.test:99/toy/a%2Fb?x')).body)).toEqual({ target: '/a%2Fb?x' });
  });

  test('keeps its header lines: order, case, doubled and empty ones', async () => {
    const { headers } = await echoed('GET /toy/echo', [
      'X-b: 1',
      'If-Match:',
      'if-match: "a" , W/"b" ',
      'X-B:  2\t',
      'x-a: \u00e6',
    ]);
    expect(headers).toEqual([
      ['Host', 'toy.test'],
      ['Connection', 'close'],
      ['X-b', '1'],
      ['If-Match', ''],
      ['if-match', '"a" , W/"b"'],
      ['X-B', '2'],
      ['x-a', '\u00e6'],
    ]);
  });

  test('knows the authority and the mount it was sent to', async () => {
    expect(await echoed('GET /~session=w/toy/echo')).toMatchObject({ baseUrl: 'http://toy.test/~session=w/toy' });
    expect(await echoed('GET /echo')).toMatchObject({ baseUrl: 'http://toy.test', target: '/echo' });
  });

  test.each(['PUT', 'PATCH', 'POST', 'DELETE', 'GET'])('%s may have a body', async (method) => {
    expect(await echoed(`${method} /toy/echo`, ['Content-Length: 3'], '{"a')).toMatchObject({ method, body: '{"a' });
  });

  test('may have a chunked body in pieces', async () => {
    const head = 'POST /toy/echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n';
    const answer = answerFrom(await send(head, '3\r\nabc\r\n', '2\r\nde\r\n0\r\n\r\n'));
    expect(JSON.parse(answer.body)).toMatchObject({ body: 'abcde' });
  });

  test('may ask whether to go on before it sends the body', async () => {
    const head =
      'POST /toy/echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n';
    expect(await send(head, 'ok')).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
  });

  test.each([
    ['by its length', ['Content-Length: 1001'], ''],
    ['while it comes', ['Transfer-Encoding: chunked'], `3E9\r\n${'x'.repeat(1001)}\r\n0\r\n\r\n`],
  ])('with a body over the limit is refused %s, and the connection closed', async (_, headers, body) => {
    const answer = await ask('PUT /toy/notes/large', headers, body);
    expect(answer.status).toBe(413);
    expect(answer.lines).toContain('Connection: close');
  });

  test('that is no HTTP is answered 400 and the connection closed', async () => {
    expect(await send('NONSENSE\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect((await ask('GET /toy/\u00e6')).status).toBe(400);
    expect(await send('GET /toy/notes HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('that stops in the middle of the body leaves no trace', async () => {
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('PUT /~session=half/toy/notes/half HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"text":"x"}');
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.destroy();
    await once(socket, 'close');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await ask('GET /~session=half/toy/notes/half')).status).toBe(404);
  });

  test('may be followed by others on the same connection, answered in order', async () => {
    const get = (target: string, last = ''): string => `GET ${target} HTTP/1.1\r\nHost: x\r\n${last}\r\n`;
    const text = await send(get('/toy/first') + get('/toy/empty') + get('/toy/third', 'Connection: close\r\n'));
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 404', 'HTTP/1.1 200', 'HTTP/1.1 404']);
    expect(text.indexOf('/first')).toBeLessThan(text.indexOf('/third'));
  });
});

describe('an answer', () => {
  test('keeps its header lines: order, case, doubled and empty ones', async () => {
    const answer = await ask('GET /toy/doubled');
    expect(without(answer, 'Date', 'Connection')).toEqual([
      'Content-Type: text/plain',
      'X-Twice: one',
      'x-Other: ',
      'X-Twice: two',
      'Content-Length: 1',
    ]);
    expect(names(answer).filter((name) => name === 'Date')).toHaveLength(1);
  });

  test('200 with an ETag stays 200, whatever If-None-Match says', async () => {
    const answer = await ask('GET /toy/tagged', ['If-None-Match: "fixed"']);
    expect([answer.status, answer.body]).toEqual([200, 'always']);
  });

  test('304 of the protocol has neither body nor length', async () => {
    const answer = await ask('GET /toy/notes/seeded', ['If-None-Match: W/"1"']);
    expect([answer.status, answer.body]).toEqual([304, '']);
    expect(without(answer, 'Date', 'Connection')).toEqual(['ETag: W/"1"']);
  });

  test('204 has neither body nor length', async () => {
    const answer = await ask('GET /toy/no-content');
    expect([answer.status, answer.body]).toEqual([204, '']);
    expect(without(answer, 'Date', 'Connection')).toEqual(['ETag: W/"1"']);
  });

  test('without content type gets none, one with gets no charset', async () => {
    expect(names(await ask('GET /toy/untyped'))).not.toContain('Content-Type');
    expect((await ask('GET /toy/notes/seeded')).lines).toContain('Content-Type: application/json');
  });

  test('without bytes says so', async () => {
    expect((await ask('GET /toy/empty')).lines).toContain('Content-Length: 0');
  });

  test('to HEAD has the header lines of GET and no body', async () => {
    const [head, get] = [await ask('HEAD /toy/notes/seeded'), await ask('GET /toy/notes/seeded')];
    expect(head.body).toBe('');
    expect(without(head, 'Date')).toEqual(without(get, 'Date'));
    expect(head.lines).toContain(`Content-Length: ${get.body.length}`);
  });

  test('is not compressed when it is short, even if the client could read it', async () => {
    const answer = await ask('GET /toy/echo', ['Accept-Encoding: gzip, br']);
    expect(names(answer)).not.toContain('Content-Encoding');
    expect(answer.body).toMatch(/^\{/);
  });

  test('is compressed when it is long and the client takes gzip', async () => {
    const answer = await ask('GET /toy/echo', ['Accept-Encoding: gzip, br', `X-Long: ${'a'.repeat(3000)}`]);
    expect(answer.lines).toContain('Content-Encoding: gzip');
    expect(answer.lines).toContain(`Content-Length: ${answer.body.length}`);
    expect(gunzipSync(Buffer.from(answer.body, 'latin1')).toString()).toContain('a'.repeat(3000));
  });

  test('500 tells of a fault of the server, which goes on answering', async () => {
    const answer = await ask('POST /toy/fault');
    expect([answer.status, answer.body]).toEqual([
      500,
      '{"error":"the reference server has a fault: broken on purpose"}\n',
    ]);
    expect((await ask('GET /toy/notes/half')).status).toBe(404);
  });
});
