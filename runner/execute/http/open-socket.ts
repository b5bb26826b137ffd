import type { NetConnectOpts, Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { openTunnel, type ProxyServer } from './proxy-server.ts';

/** Whom to trust. */
export interface TlsOptions {
  readonly rejectUnauthorized: boolean;
  /** Authorities besides the usual ones, and a certificate of our own: read once, as that takes as long as a handshake. */
  readonly secureContext?: SecureContext;
}

/** Where a connection goes, and how. */
export interface SocketOptions {
  readonly origin: string;
  readonly proxy?: ProxyServer;
  readonly tls: TlsOptions;
  /** For each step: connecting, the tunnel through a proxy, TLS. */
  readonly timeoutMs: number;
}

/**
 * Opens a connection on which a request to an origin may be sent. With a proxy: a tunnel through it to an origin with TLS, else a
 * connection to the proxy itself, which takes requests that name the whole URL. Rejects with what net, tls or the proxy say, or when the time is over.
 */
export async function openSocket({ origin, proxy, tls, timeoutMs }: SocketOptions): Promise<Socket> {
  if (proxy === undefined) return connect(origin, tls, timeoutMs);
  const socket = await connect(proxy.origin, tls, timeoutMs).catch((error: Error) => {
    throw Object.assign(new Error(`the proxy ${proxy.origin} cannot be reached: ${error.message || codeOf(error)}`), {
      code: 'CONFORMANCE_PROXY',
    });
  });
  if (!origin.startsWith('https:')) return socket;
  try {
    const { host, port } = addressOf(origin);
    await openTunnel(socket, proxy, `${host.includes(':') ? `[${host}]` : host}:${port}`, timeoutMs);
    return await connect(origin, tls, timeoutMs, socket);
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

async function connect(origin: string, tls: TlsOptions, timeoutMs: number, inner?: Socket): Promise<Socket> {
  const { host, port, secure } = addressOf(origin);
  const net = await import('node:net');
  const servername = net.isIP(host) === 0 ? { servername: host } : {};
  // As undici has it; the types of Node do not know it.
  const plain: NetConnectOpts & { readonly highWaterMark: number } = { host, port, highWaterMark: 64 * 1024 };
  const through = inner === undefined ? { host, port } : { socket: inner };
  const socket = secure
    ? (await import('node:tls')).connect({ ...through, ...servername, ...tls })
    : net.connect(plain);
  socket.setNoDelay(true).setKeepAlive(true, 60_000);
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(Object.assign(new Error('timeout'), { code: 'UND_ERR_CONNECT_TIMEOUT' })),
      timeoutMs,
    );
    const fail = (error: unknown): void => {
      clearTimeout(timer);
      reject(error);
    };
    socket.once('error', fail);
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      socket.off('error', fail);
      resolve();
    });
  }).catch((error: unknown) => {
    socket.destroy();
    throw error;
  });
  return socket;
}

function addressOf(origin: string): { readonly host: string; readonly port: number; readonly secure: boolean } {
  const url = new URL(origin);
  const secure = url.protocol === 'https:';
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || (secure ? 443 : 80)), secure };
}

function codeOf(error: unknown): string {
  const { code, errors } = error as { readonly code?: unknown; readonly errors?: readonly unknown[] };
  return typeof code === 'string' ? code : errors?.[0] instanceof Error ? errors[0].message : 'no connection';
}
