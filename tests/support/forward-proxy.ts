import { createServer, type IncomingMessage, request as send } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A forward proxy on loopback, as a company has one: takes whole URLs, opens tunnels, and knows every name. */
export interface ForwardProxy {
  readonly url: string;
  /** What it was asked for: "CONNECT api.test:443", "GET http://api.test/x". */
  readonly asked: string[];
  close(): Promise<void>;
}

/**
 * Starts one. Whatever host a request names, it goes to this port of the machine itself.
 * @param wants credentials it asks for, "user:password".
 */
export async function startForwardProxy(port: number, wants?: string): Promise<ForwardProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const isKnown = ({ headers }: IncomingMessage): boolean =>
    wants === undefined || headers['proxy-authorization'] === `Basic ${Buffer.from(wants).toString('base64')}`;
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (!isKnown(request)) return void response.writeHead(407, { 'Proxy-Authenticate': 'Basic' }).end();
    if (!/^http:\/\//.test(request.url ?? '')) return void response.writeHead(400).end('not a URL');
    const { pathname, search } = new URL(request.url ?? '');
    const headers = request.rawHeaders.filter((_, at, all) => !/^proxy-/i.test(all[at - (at % 2)] ?? ''));
    const path = (request.url ?? '').replace(/^http:\/\/[^/]*/, '') || pathname + search;
    const through = send({ host: '127.0.0.1', port, method: request.method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.rawHeaders);
      answer.pipe(response);
    });
    through.on('error', () => response.destroy());
    request.pipe(through);
  });
  server.on('connection', (socket) => sockets.add(socket.on('error', () => undefined)));
  server.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    if (!isKnown(request)) return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    const through = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      through.pipe(socket).pipe(through);
    });
    through.on('error', () => socket.destroy());
    sockets.add(through);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
