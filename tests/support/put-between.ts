import { createServer, type IncomingMessage, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGzip } from 'node:zlib';

/** What stands between a client and a server does with a request: answers itself, or lets it through, perhaps without headers. */
export type Between = (
  request: IncomingMessage,
  body: string,
) =>
  | {
      readonly status: number;
      readonly body: string | Uint8Array;
      readonly headers?: readonly (readonly [string, string])[];
    }
  | { readonly without: readonly string[] }
  /** Passes the request on with other fields; undefined: without this one. */
  | { readonly resent: (name: string, value: string) => string | undefined }
  /** Hangs up, before the request goes on or behind it. */
  | { readonly hangsUp: 'before' | 'behind' }
  /** Takes its time. */
  | { readonly delayMs: number }
  /** Compresses what comes back, headers as they are. */
  | { readonly gzip: true }
  | { readonly rewrite: (name: string, value: string) => string }
  /** Writes these bytes in place of the answer, as they are, and closes the connection. */
  | { readonly bytes: (status: number, head: string, body: Buffer) => string | Buffer }
  | undefined;

/** Puts something between; gives its URL and how to end it. */
export async function putBetween(
  upstream: string,
  between: Between,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { hostname, port } = new URL(upstream);
  // It passes on what is long as well.
  const server = createServer({ maxHeaderSize: 128 * 1024 }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const done = between(request, Buffer.concat(chunks).toString());
      if (done !== undefined && 'hangsUp' in done && done.hangsUp === 'before') {
        request.socket.destroy();
        return;
      }
      if (done !== undefined && 'status' in done) {
        response.writeHead(done.status, Object.fromEntries(done.headers ?? [])).end(done.body);
        return;
      }
      // As they were written: joined lines would be another request.
      const { method, url: path, rawHeaders } = request;
      const headers = done !== undefined && 'resent' in done ? resent(rawHeaders, done.resent) : rawHeaders;
      const through = send({ hostname, port, method, path, headers }, (answer) => {
        if (done !== undefined && 'hangsUp' in done) {
          request.socket.destroy();
          answer.resume();
          return;
        }
        const status = answer.statusCode ?? 500;
        const fields = changed(answer.rawHeaders, done);
        const bodiless = status === 204 || status === 304;
        if (done !== undefined && 'bytes' in done) {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('end', () => {
            const lines = fields.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${fields[at + 1]}`] : []));
            const head = [`HTTP/1.1 ${status} ${answer.statusMessage}`, ...lines].join('\r\n');
            request.socket.end(done.bytes(status, head, Buffer.concat(parts)), 'latin1');
          });
          return;
        }
        if (done === undefined || !('gzip' in done) || bodiless) {
          response.writeHead(status, fields);
          answer.pipe(response);
          return;
        }
        response.writeHead(status, [...withoutLength(fields), 'Content-Encoding', 'gzip']);
        answer.pipe(createGzip()).pipe(response);
      });
      setTimeout(() => through.end(Buffer.concat(chunks)), done !== undefined && 'delayMs' in done ? done.delayMs : 0);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function resent(raw: readonly string[], change: (name: string, value: string) => string | undefined): string[] {
  return raw.flatMap((name, at) => {
    if (at % 2 === 1) return [];
    const value = change(name.toLowerCase(), raw[at + 1] ?? '');
    return value === undefined ? [] : [name, value];
  });
}

function withoutLength(fields: readonly string[]): string[] {
  const at = fields.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === 'content-length');
  return at < 0 ? [...fields] : fields.toSpliced(at, 2);
}

function changed(raw: readonly string[], done: Exclude<ReturnType<Between>, { status: number }>): string[] {
  const fields: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const [name = '', value = ''] = raw.slice(index, index + 2);
    if (done !== undefined && 'without' in done && done.without.includes(name.toLowerCase())) continue;
    fields.push(name, done !== undefined && 'rewrite' in done ? done.rewrite(name.toLowerCase(), value) : value);
  }
  return fields;
}
