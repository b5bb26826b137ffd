import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Client, Outcome } from '../../../core/client.ts';
import { decodeUtf8, type HttpRequest, utf8 } from '../../../core/http.ts';
import { createHttpClient } from './create-http-client.ts';

/*
 * Requests go out over undici, or in a race over sockets of our own. Whatever a target answers, both say the same of it: one
 * list of cases for both.
 */

const clients: readonly (readonly [way: string, send: (client: Client, request: HttpRequest) => Promise<Outcome>])[] = [
  ['alone', (client, request) => client.send(request)],
  ['in a race', async (client, request) => (await client.race([request]))[0] as Outcome],
];

const open: { readonly server: Server; readonly client: Client; readonly sockets: Set<Socket> }[] = [];

afterEach(async () => {
  for (const { server, client, sockets } of open.splice(0)) {
    await client.close();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A server that does this as soon as a whole head has come in. */
async function serving(behave: (socket: Socket, request: string) => void, timeoutMs = 60_000): Promise<Client> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    let text = '';
    let answered = false;
    sockets.add(socket.on('error', () => undefined));
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1');
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
      const end = text.indexOf('\r\n\r\n');
      if (answered || end < 0 || text.length < end + 4 + length) return;
      answered = true;
      behave(socket, text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const client = createHttpClient({ baseUrl: `http://127.0.0.1:${port}`, timeoutMs });
  open.push({ server, client, sockets });
  return client;
}

function request(method: string, target = '/', headers: HttpRequest['headers'] = [], body = ''): HttpRequest {
  return { method, target, headers, body: utf8(body) };
}

/** "200 abc", or the code of the fault. */
function told(outcome: Outcome): string {
  if (outcome.kind === 'fault') return outcome.fault.code;
  return `${outcome.response.status} ${decodeUtf8(outcome.response.body)}`.trimEnd();
}

const head = 'HTTP/1.1 200 OK\r\n';

type Case = readonly [name: string, bytes: string, told: string | RegExp, method?: string];

/** What a target answers before it closes the connection, and what is told of it. */
const answers: readonly Case[] = [
  ['a body of a length', `${head}Content-Length: 3\r\n\r\nabc`, '200 abc'],
  ['a body of no length', `${head}Content-Length: 0\r\n\r\n`, '200'],
  ['the same length twice', `${head}Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc`, 'not-http'],
  ['a body that the end closes', 'HTTP/1.0 200 OK\r\n\r\nuntil the end', '200 until the end'],
  ['no body', 'HTTP/1.1 204 No Content\r\nETag: "x"\r\n\r\n', '204'],
  ['an answer without a reason', 'HTTP/1.1 200\r\nContent-Length: 1\r\n\r\na', '200 a'],
  ['no body of a HEAD', `${head}Content-Length: 3\r\n\r\n`, '200', 'HEAD'],
  ['no body of a 304', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 3\r\n\r\n', '304'],
  ['chunks', `${head}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n`, '200 abcde'],
  ['chunks with trailers', `${head}Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nT: 1\r\nU: 2\r\n\r\n`, '200 a'],
  [
    'hints before the answer',
    `HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n${head}Content-Length: 1\r\n\r\na`,
    '200 a',
  ],
  ['another answer behind it', `${head}Content-Length: 1\r\n\r\na${head}Content-Length: 1\r\n\r\nb`, '200 a'],
  ['less than its length', `${head}Content-Length: 9\r\n\r\nx`, 'reset'],
  ['chunks without end', `${head}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n`, 'reset'],
  ['half a head', `${head}Content-Le`, 'reset'],
  ['nothing', '', 'reset'],
  ['mail', '220 mail ready\r\n', 'not-http'],
  ['a head without a status', 'HTTP/1.1 OK\r\n\r\n', 'not-http'],
  ['a length that is none', `${head}Content-Length: three\r\n\r\nabc`, 'not-http'],
  ['a negative length', `${head}Content-Length: -3\r\n\r\nabc`, 'not-http'],
  ['two lengths', `${head}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd`, 'not-http'],
  ['a chunk of no size', `${head}Transfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n0\r\n\r\n`, 'not-http'],
  ['a field without a colon', `${head}Broken\r\nContent-Length: 1\r\n\r\na`, 'not-http'],
  ['a name with a blank', `${head}Broken name: 1\r\nContent-Length: 1\r\n\r\na`, 'not-http'],
  ['a body of a size that is too large', `${head}Content-Length: 99999999\r\n\r\nabc`, /^(body-too-large|reset)$/],
];

/** What a target goes on doing, and what is told of it. */
const behaviours: readonly (readonly [name: string, behave: (socket: Socket) => void, told: RegExp])[] = [
  ['keeps silent', () => undefined, /^timeout$/],
  ['drips a head', (socket) => drip(socket, head, 'X-A: 1\r\n'), /^(timeout|headers-too-large)$/],
  ['drips a body', (socket) => drip(socket, `${head}\r\n`, 'x'), /^timeout$/],
  ['hangs up', (socket) => socket.destroy(), /^reset$/],
  ['floods a body', (socket) => flood(socket, `${head}\r\n`), /^body-too-large$/],
  [
    'floods chunks',
    (socket) => flood(socket, `${head}Transfer-Encoding: chunked\r\n\r\nfffffff\r\n`),
    /^body-too-large$/,
  ],
  ['floods a head', (socket) => flood(socket, `${head}X-Long: `), /^headers-too-large$/],
];

function drip(socket: Socket, text: string, more: string): void {
  socket.write(text);
  const timer = setInterval(() => socket.write(more), 20);
  socket.on('close', () => clearInterval(timer));
}

function flood(socket: Socket, text: string): void {
  const chunk = 'x'.repeat(1 << 20);
  socket.write(text);
  const more = (): void => {
    if (!socket.destroyed) socket.write(chunk, more);
  };
  more();
}

describe.each(clients)('a request sent %s', (_, send) => {
  it.each(answers.map((one) => ({ name: one[0], one })))('is answered with $name', async ({ one }) => {
    const [, bytes, expected, method = 'GET'] = one;
    const client = await serving((socket) => socket.end(bytes, 'latin1'));
    const outcome = told(await send(client, request(method)));
    expect(outcome).toMatch(typeof expected === 'string' ? new RegExp(`^${expected}$`) : expected);
  });

  it.each(behaviours)('to a target that %s is given up', async (_name, behave, expected) => {
    // Only where nothing else ends it the client's patience may be short: a busy machine takes its time.
    const client = await serving(behave, expected.test('timeout') ? 400 : 60_000);
    expect(told(await send(client, request('GET')))).toMatch(expected);
  });

  it('keeps field names, their order and doubles, and the bytes of values', async () => {
    const client = await serving((socket) =>
      socket.end('HTTP/1.1 204 No Content\r\nX-Mixed: 1\r\nx-mixed:2 \r\nX-Latin: \xe9\r\n\r\n', 'latin1'),
    );
    const outcome = await send(client, request('GET'));
    expect(outcome.kind === 'answer' && outcome.response.headers).toEqual([
      ['X-Mixed', '1'],
      ['x-mixed', '2'],
      ['X-Latin', '\xe9'],
    ]);
  });

  it.each([
    ['GET', "/a//../b'%27?x=''&y=%zz", ''],
    ['DELETE', '/', ''],
    ['PUT', '/', '{"n":1}'],
    ['PATCH', '/', 'é'],
    ['POST', '/', ''],
  ])('goes out as it is written: %s %s', async (method, target, body) => {
    let seen = '';
    const client = await serving((socket, text) => {
      seen = text;
      socket.end('HTTP/1.1 204 No Content\r\n\r\n');
    });
    await send(
      client,
      request(
        method,
        target,
        [
          ['If-Match', '"a"'],
          ['if-match', ''],
          ['X-CaSe', 'v'],
        ],
        body,
      ),
    );
    const [written = '', sent] = seen.split('\r\n\r\n');
    const [line, ...fields] = written.split('\r\n');
    expect(line).toBe(`${method} ${target} HTTP/1.1`);
    // What HTTP itself needs: the one says that it keeps the connection, the other that it does not.
    const own = fields
      .filter((field) => !/^(host|connection): /i.test(field))
      .map((field) => field.replace(/^content-length/i, 'Content-Length'));
    const length = Buffer.byteLength(body);
    const needed = length > 0 || ['POST', 'PUT', 'PATCH'].includes(method) ? [`Content-Length: ${length}`] : [];
    expect(own).toEqual(['If-Match: "a"', 'if-match: ', 'X-CaSe: v', ...needed]);
    expect(Buffer.from(sent ?? '', 'latin1').toString()).toBe(body);
  });
});
