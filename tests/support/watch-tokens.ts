import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before a reference server, and knows every secret that goes by. */
export interface TokenWatch {
  readonly url: string;
  /** Tokens, assertions and secrets that were seen so far, each as it was sent. */
  readonly secrets: ReadonlySet<string>;
  /** "POST /_identity/oauth/token 200", in order. */
  readonly tokenRequests: string[];
  /** From now on who sends a token is answered so, with the token in it. */
  answer: ((method: string, path: string) => Refused | undefined) | undefined;
  /** From now on no token is given out: 503. */
  gone: boolean;
  close(): Promise<void>;
}

interface Refused {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const isToken = (path: string): boolean => path.startsWith('/_identity') || path.includes('GenerateAccessToken');

/** Starts one. Each answer carries the credentials that were sent, in a header, as a careless gateway's would. */
export async function watchTokens(upstream: string): Promise<TokenWatch> {
  const { hostname, port } = new URL(upstream);
  const secrets = new Set<string>();
  const tokenRequests: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', rawHeaders: headers } = request;
      const authorization = request.headers.authorization?.replace(/^\w+ /, '');
      if (authorization !== undefined) secrets.add(authorization);
      const body = Buffer.concat(chunks);
      for (const name of ['client_secret', 'client_assertion', 'assertion']) {
        const value = isToken(path) ? new URLSearchParams(body.toString()).get(name) : null;
        if (value !== null) secrets.add(value);
      }
      if (isToken(path) && watch.gone) {
        response.writeHead(503).end();
        return;
      }
      const echo = { Echo: authorization ?? 'nobody' };
      const refused = isToken(path) ? undefined : watch.answer?.(method, path);
      if (refused !== undefined) {
        const said = refused.body ?? JSON.stringify({ error: { message: `not ${authorization}` } });
        response
          .writeHead(refused.status, { 'Content-Type': 'application/json', ...echo, ...refused.headers })
          .end(said);
        return;
      }
      const through = send({ hostname, port, method, path, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          const text = Buffer.concat(parts);
          if (isToken(path)) {
            tokenRequests.push(`${method} ${path} ${answer.statusCode}`);
            const { access_token: token, RawToken: raw } = JSON.parse(text.toString() || 'null') ?? {};
            for (const one of [token, raw]) if (typeof one === 'string') secrets.add(one);
          }
          response.writeHead(answer.statusCode ?? 500, [...answer.rawHeaders, 'Echo', echo.Echo]).end(text);
        });
      });
      through.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const watch: TokenWatch = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    secrets,
    tokenRequests,
    answer: undefined,
    gone: false,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return watch;
}
