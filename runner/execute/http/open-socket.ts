import type { NetConnectOpts, Socket } from 'node:net';

/** Whom to trust. */
export interface TlsOptions {
  readonly rejectUnauthorized: boolean;
  readonly ca?: string[];
}

/** Where a connection goes. */
export interface SocketOptions {
  readonly origin: string;
  readonly tls: TlsOptions;
  readonly timeoutMs: number;
}

/** Opens a connection to an origin, ready for a request. Rejects with what net or tls say, or when the time is over. */
export async function openSocket({ origin, tls, timeoutMs }: SocketOptions): Promise<Socket> {
  const url = new URL(origin);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const secure = url.protocol === 'https:';
  const port = Number(url.port || (secure ? 443 : 80));
  const net = await import('node:net');
  const servername = net.isIP(host) === 0 ? { servername: host } : {};
  // As undici has it; the types of Node do not know it.
  const plain: NetConnectOpts & { readonly highWaterMark: number } = { host, port, highWaterMark: 64 * 1024 };
  const socket = secure
    ? (await import('node:tls')).connect({ host, port, ...servername, ...tls })
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
