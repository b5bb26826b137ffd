import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Client } from '../../../core/client.ts';
import type { HttpRequest } from '../../../core/http.ts';
import { utf8 } from '../../../core/http.ts';
import { createHttpClient } from './create-http-client.ts';

const open: { server: Server; client?: Client; sockets: Set<Socket> }[] = [];

afterEach(async () => {
  for (const { server, client, sockets } of open.splice(0)) {
    await client?.close();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listen(server: Server, timeoutMs = 60_000, prefix = ''): Promise<Client> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket).has(socket) && socket.on('error', () => undefined));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const client = createHttpClient({ baseUrl: `http://127.0.0.1:${port}${prefix}`, timeoutMs });
  open.push({ server, client, sockets });
  return client;
}

/** A server that writes whatever the function says as soon as a connection has sent something. */
const raw = (behave: (socket: Socket, text: string) => void, timeoutMs?: number): Promise<Client> =>
  listen(
    createTcpServer((socket) => void socket.on('data', (bytes) => behave(socket, bytes.toString('latin1')))),
    timeoutMs,
  );
const http = (handle: RequestListener, prefix = ''): Promise<Client> => listen(createServer(handle), undefined, prefix);

const get = (target: string, headers: HttpRequest['headers'] = []): HttpRequest => ({
  method: 'GET',
  target,
  headers,
  body: new Uint8Array(0),
});

async function faultOf(client: Client, viaRace = false): Promise<string> {
  const outcome = viaRace ? (await client.race([get('/')]))[0] : await client.send(get('/'));
  return outcome?.kind === 'fault' ? outcome.fault.code : `answer ${outcome?.response.status}`;
}

describe('createHttpClient', () => {
  it('keeps the path of the base URL and refuses one it cannot use', async () => {
    const client = await http((_, response) => response.end(), '/prefix/');
    expect(client.basePath).toBe('/prefix');
    expect(() => createHttpClient({ baseUrl: 'ftp://x', timeoutMs: 1 })).toThrow('not an http');
    expect(() => createHttpClient({ baseUrl: 'http://u:p@x', timeoutMs: 1 })).toThrow('credentials');
    expect(() => createHttpClient({ baseUrl: 'http://x/?a', timeoutMs: 1 })).toThrow('query');
  });

  it('follows no redirect', async () => {
    let requests = 0;
    const client = await http((request, response) => {
      requests++;
      response.writeHead(302, { Location: request.url }).end();
    });
    expect(await faultOf(client)).toBe('answer 302');
    expect(requests).toBe(1);
  });

  it('never sends a write twice, not even when an idle connection turns out to be closed', async () => {
    let writes = 0;
    const client = await raw((socket, text) => {
      if (text.startsWith('GET')) return void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
      writes++;
      socket.destroy();
    });
    expect(await faultOf(client)).toBe('answer 200');
    for (const method of ['PUT', 'PATCH', 'DELETE', 'POST']) {
      const outcome = await client.send({ ...get('/'), method, body: utf8('{}') });
      expect(outcome.kind).toBe('fault');
    }
    expect(writes).toBe(4);
  });

  it('gives each of many requests its own time, and all of them up at an abort, without a warning', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error): void => void warnings.push(warning);
    process.on('warning', note);
    const silent = await raw(() => undefined, 400);
    const timed = await Promise.all(
      [0, 150, 300].map(async (ms) => {
        await new Promise((resolve) => setTimeout(resolve, ms));
        return silent.send(get('/'));
      }),
    );
    for (const outcome of timed) {
      expect(outcome.kind === 'fault' && outcome.fault.code).toBe('timeout');
      expect(outcome.endedMs - outcome.startedMs).toBeGreaterThanOrEqual(390);
    }
    const stop = new AbortController();
    const other = new AbortController();
    const patient = await raw(() => undefined, 3_000);
    const under = Array.from({ length: 20 }, () => patient.send(get('/'), stop.signal));
    const goesOn = patient.send(get('/'), other.signal);
    setTimeout(() => stop.abort(), 100);
    for (const outcome of await Promise.all(under))
      expect(outcome.kind === 'fault' && outcome.fault.code).toBe('aborted');
    expect(await patient.send(get('/'), stop.signal)).toMatchObject({ fault: { code: 'aborted' } });
    expect(await goesOn).toMatchObject({ fault: { code: 'timeout' } });
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });

  it('tells refused, unknown and TLS apart', async () => {
    const server = createTcpServer();
    const client = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    expect(await faultOf(client)).toBe('refused');
    expect(await faultOf(client, true)).toBe('refused');
    server.listen(0);
    const plain = await http((_, response) => response.end());
    const secure = createHttpClient({ baseUrl: plain.origin.replace('http:', 'https:'), timeoutMs: 60_000 });
    expect(await faultOf(secure)).toBe('tls');
    expect(await faultOf(secure, true)).toBe('tls');
    await secure.close();
    const nowhere = createHttpClient({ baseUrl: 'http://no-such-host.invalid', timeoutMs: 1000 });
    expect(['unreachable', 'timeout']).toContain(await faultOf(nowhere));
    await nowhere.close();
  });

  // Again if a busy machine did not let the server, which shares this process, look at the heads in time.
  it('releases a race together: every head is there before the first answer, and no last byte waits for one', {
    retry: 20,
  }, async () => {
    const heads: number[] = [];
    const ends: number[] = [];
    const waiting: (() => void)[] = [];
    const client = await http((request, response) => {
      heads.push(performance.now());
      request
        .on('data', () => undefined)
        .on('end', () => {
          ends.push(performance.now());
          waiting.push(() => response.writeHead(200, { 'Content-Type': 'text/plain' }).end('n'));
          if (ends.length === 16) for (const answer of waiting) answer();
        });
    });
    const requests = Array.from({ length: 16 }, (_, i) => ({
      ...get(`/${i}`),
      method: i === 3 ? 'DELETE' : 'PUT',
      body: i === 3 ? new Uint8Array(0) : utf8(`{"n":${i}}`),
    }));
    const outcomes = await client.race(requests);
    expect(outcomes.map((outcome) => (outcome.kind === 'answer' ? outcome.response.status : outcome.fault))).toEqual(
      requests.map(() => 200),
    );
    // The request without body is held back by its last line break, so its head comes with the release.
    expect(heads.filter((time) => time < Math.min(...ends)).length).toBeGreaterThanOrEqual(15);
    const starts = outcomes.map(({ startedMs }) => startedMs);
    expect(Math.max(...starts)).toBeLessThan(Math.min(...outcomes.map(({ endedMs }) => endedMs)));
  });
});
