import type { Socket } from 'node:net';
import type { HeaderField } from '../../../core/http.ts';
import { readResponseHead } from '../../values/read-response-head.ts';

/** A proxy that requests go through. */
export interface ProxyServer {
  /** "http://proxy.test:3128", without credentials. */
  readonly origin: string;
  /** What it wants to know of who asks (RFC 9110 §11.7.2). */
  readonly authorization?: string;
}

/** What a request to a proxy carries besides. */
export function proxyFields({ authorization }: ProxyServer): readonly HeaderField[] {
  return authorization === undefined ? [] : [['Proxy-Authorization', authorization]];
}

/** The error of a proxy that does not let a request through: never the target's. */
export function proxyFault({ origin }: ProxyServer, status: number): Error {
  const why = status === 407 ? ': it wants credentials' : '';
  return Object.assign(new Error(`the proxy ${origin} answered ${status}${why}`), { code: 'CONFORMANCE_PROXY' });
}

/** A proxy answers more than this before the tunnel is open: then it is none. */
const longestHead = 64 * 1024;

/**
 * Makes a connection to a proxy one to a host and port behind it (CONNECT, RFC 9110 §9.3.6).
 * @throws {Error} with the code CONFORMANCE_PROXY when the proxy does not.
 */
export function openTunnel(socket: Socket, proxy: ProxyServer, authority: string, timeoutMs: number): Promise<void> {
  const lines = [
    `CONNECT ${authority} HTTP/1.1`,
    `Host: ${authority}`,
    ...proxyFields(proxy).map((field) => field.join(': ')),
  ];
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0);
    const refuse = (why: string): void =>
      settle(Object.assign(new Error(`the proxy ${proxy.origin} ${why}`), { code: 'CONFORMANCE_PROXY' }));
    const timer = setTimeout(() => refuse(`did not answer within ${timeoutMs / 1000} s`), timeoutMs);
    const settle = (error?: Error): void => {
      clearTimeout(timer);
      socket.off('data', take).off('end', ended).off('error', settle);
      // What speaks next is the target; nothing may be read before somebody listens.
      socket.pause();
      if (error) reject(error);
      else resolve();
    };
    const ended = (): void => refuse('closed the connection');
    const take = (chunk: Buffer): void => {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0 && head.length <= longestHead) return;
      const status = end < 0 ? undefined : readResponseHead(head.subarray(0, end).toString('latin1'))?.status;
      if (status === undefined) refuse('does not answer as a proxy does');
      else settle(status >= 200 && status <= 299 ? undefined : proxyFault(proxy, status));
      if (head.length > end + 4) socket.unshift(head.subarray(end + 4));
    };
    socket.on('data', take).on('end', ended).on('error', settle);
    socket.write(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  });
}
