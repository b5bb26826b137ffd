import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Client, Outcome } from '../../../core/client.ts';
import { decodeUtf8, type HttpRequest } from '../../../core/http.ts';
import { createHttpClient } from './create-http-client.ts';

/*
 * Answers that HTTP/1.1 does not allow are the server's fault: they are told with their bytes, by either way of sending in the same
 * words, and the next request is answered.
 */

const open: { readonly server: Server; readonly client: Client; readonly sockets: Set<Socket> }[] = [];

afterEach(async () => {
  for (const { server, client, sockets } of open.splice(0)) {
    await client.close();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
});

const head = 'HTTP/1.1 200 OK\r\n';

/** A server that answers with these bytes, and every other request as it should. */
async function answering(pieces: readonly string[], ends: boolean): Promise<Client> {
  const sockets = new Set<Socket>();
  let requests = 0;
  const server = createServer((socket) => {
    sockets.add(socket.setNoDelay(true).on('error', () => undefined));
    let seen = '';
    socket.on('data', async (bytes) => {
      // A race sends its last bytes late.
      seen = (seen + bytes.toString('latin1')).slice(-4);
      if (seen !== '\r\n\r\n') return;
      if (requests++ % 2 === 1) return void socket.write(`${head}Content-Length: 2\r\n\r\nok`);
      for (const piece of pieces) {
        socket.write(piece, 'latin1');
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      if (ends) socket.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const client = createHttpClient({ baseUrl: `http://127.0.0.1:${port}`, timeoutMs: 2000 });
  open.push({ server, client, sockets });
  return client;
}

const request = (method: string): HttpRequest => ({ method, target: '/', headers: [], body: new Uint8Array(0) });

function told(outcome: Outcome | undefined): string {
  if (outcome === undefined) return 'nothing';
  if (outcome.kind === 'fault') return `${outcome.fault.code}: ${outcome.fault.message}`;
  const { status, body } = outcome.response;
  return [`${status} ${decodeUtf8(body)}`.trimEnd(), outcome.defect].filter(Boolean).join(' | ');
}

type Kind = readonly [name: string, bytes: string, told: string | RegExp, method?: string];

const notHttp = 'not-http: the answer is not HTTP/1.1';
const kinds: readonly Kind[] = [
  [
    'a body behind a 204',
    'HTTP/1.1 204 No Content\r\n\r\nhello',
    '204 hello | a 204 has no body, but 5 bytes stand behind its head: "hello"',
  ],
  [
    'a body behind a 204 that announces it',
    'HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello',
    '204 hello | a 204 has no body, but 5 bytes stand behind its head: "hello"',
  ],
  [
    'chunks behind a 204',
    'HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n',
    /^204 1\r\nx\r\n0 *.* \| a 204 has no body, but 11 bytes stand behind its head: "1\\r\\nx\\r\\n0\\r\\n\\r\\n"$/s,
  ],
  [
    'a 204 that announces a body and sends none',
    'HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n',
    '204 | a 204 has no body, but its head announces one (Content-Length: 5)',
  ],
  ['a 204 that announces nothing', 'HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n', '204'],
  [
    'a body behind a 304',
    'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\nhello',
    '304 hello | a 304 has no body, but 5 bytes stand behind its head: "hello"',
  ],
  [
    'a body in answer to HEAD',
    `${head}Content-Length: 5\r\n\r\nhello`,
    '200 hello | an answer to HEAD has no body, but 5 bytes stand behind its head: "hello"',
    'HEAD',
  ],
  [
    'a body that is longer than its length',
    `${head}Content-Length: 2\r\n\r\nokay`,
    '200 ok | 2 bytes stand behind the answer, which no request asked for: "ay"',
  ],
  [
    'bytes behind the last chunk',
    `${head}Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\nmore`,
    '200 ok | 4 bytes stand behind the answer, which no request asked for: "more"',
  ],
  [
    'the same length twice',
    `${head}Content-Length: 2\r\nContent-Length: 2\r\n\r\nok`,
    `${notHttp}: it has Content-Length more than once (2, 2): "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\nContent-Length: 2"`,
  ],
  [
    'the same length twice in a line',
    `${head}Content-Length: 2, 2\r\n\r\nok`,
    `${notHttp}: it has Content-Length more than once (2, 2): "HTTP/1.1 200 OK\\r\\nContent-Length: 2, 2"`,
  ],
  [
    'two lengths',
    `${head}Content-Length: 2\r\nContent-Length: 3\r\n\r\nok`,
    `${notHttp}: it has Content-Length more than once (2, 3): "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\nContent-Length: 3"`,
  ],
  [
    'a length and chunks',
    `${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n`,
    `${notHttp}: it has Content-Length and Transfer-Encoding together: "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\nTransfer-Encoding: chunked"`,
  ],
  [
    'a control character in a field',
    `${head}X-Y: a\x01b\r\nContent-Length: 2\r\n\r\nok`,
    `${notHttp}: the field X-Y has a character that no field may have: "HTTP/1.1 200 OK\\r\\nX-Y: a\\u0001b\\r\\nContent-Length: 2"`,
  ],
  [
    'a blank in the name of a field',
    `${head}X Y: 1\r\nContent-Length: 2\r\n\r\nok`,
    `${notHttp}: the line "X Y: 1" is no field: "HTTP/1.1 200 OK\\r\\nX Y: 1\\r\\nContent-Length: 2"`,
  ],
  [
    'a field over two lines',
    `${head}X-Y: a\r\n b\r\nContent-Length: 2\r\n\r\nok`,
    `${notHttp}: a field is folded over two lines: "HTTP/1.1 200 OK\\r\\nX-Y: a\\r\\n b\\r\\nContent-Length: 2"`,
  ],
  [
    'lines that end with LF alone',
    'HTTP/1.1 200 OK\nContent-Length: 2\n\nok',
    /^not-http: the answer is not HTTP\/1.1: .*"HTTP\/1.1 200 OK\\nContent-Length: 2\\n\\nok"$|^timeout/,
  ],
  [
    'a chunk that is longer than its size',
    `${head}Transfer-Encoding: chunked\r\n\r\n2\r\nokay\r\n0\r\n\r\n`,
    `${notHttp}: a chunk does not end where its size says: "ay\\r\\n0\\r\\n\\r\\n"`,
  ],
  ['what is not HTTP', 'SSH-2.0-x\r\n', `${notHttp}: it does not begin as one: "SSH-2.0-x\\r\\n"`],
  [
    'a body that is cut',
    `${head}Content-Length: 9\r\n\r\nok`,
    'reset: the connection was closed before the answer was complete: 2 of the 9 bytes of its body came',
  ],
  [
    'chunks that are cut',
    `${head}Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n`,
    'reset: the connection was closed before the answer was complete: its last chunk is missing, 2 bytes of its body came',
  ],
  [
    'a head that is cut',
    'HTTP/1.1 200 OK\r\nX',
    'reset: the connection was closed before the answer was complete: "HTTP/1.1 200 OK\\r\\nX" is all that came',
  ],
];

describe.each(kinds.map((kind) => ({ name: kind[0], kind })))('$name', ({ name, kind }) => {
  const [, bytes, expected, method = 'GET'] = kind;
  const isCut = name.endsWith('cut');

  it('is told with its bytes, and the next request is answered', async () => {
    const client = await answering([bytes], isCut);
    for (let time = 0; time < 3; time++) {
      const outcome = told(await client.send(request(method)));
      if (typeof expected === 'string') expect(outcome).toBe(expected);
      else expect(outcome).toMatch(expected);
      expect(told(await client.send(request('GET')))).toBe('200 ok');
    }
  });

  it('is told in the same words in a race', async () => {
    const client = await answering([bytes], isCut);
    const outcome = told((await client.race([request(method)]))[0]);
    if (typeof expected === 'string') expect(outcome).toBe(expected);
    else expect(outcome).toMatch(expected);
  });
});

it('a body that comes a moment after the head of a 204 is seen, too, or does no harm', async () => {
  const client = await answering(['HTTP/1.1 204 No Content\r\n\r\n', 'hello'], false);
  for (let time = 0; time < 5; time++) {
    expect(told(await client.send(request('DELETE')))).toMatch(/^204/);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(told(await client.send(request('GET')))).toBe('200 ok');
  }
});
