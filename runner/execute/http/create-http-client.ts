import type { Client, Outcome } from '../../../core/client.ts';
import { UsageError } from '../../../core/errors.ts';
import type { HttpRequest } from '../../../core/http.ts';
import { splitUrl } from '../../values/resolve-reference.ts';
import { decodeFramed } from './decode-body.ts';
import { type Connection, dispatchRequest } from './dispatch-request.ts';
import { loadClient } from './load-client.ts';
import { openSocket, type TlsOptions } from './open-socket.ts';
import type { ProxyServer } from './proxy-server.ts';
import { raceOverSockets } from './race-over-sockets.ts';
import { createTap } from './tap.ts';
import { type ClientLimits, transportFault } from './transport-fault.ts';
import { abortError, createWatch } from './watch.ts';

/** How to reach a target. */
export interface HttpClientOptions {
  /** "https://host:8443/prefix"; the path is kept before every target. */
  readonly baseUrl: string;
  /** For one whole request, from connecting to the last byte. */
  readonly timeoutMs: number;
  /** PEM of certificate authorities to trust besides the system's. */
  readonly ca?: string;
  /** Accept any certificate. */
  readonly insecure?: boolean;
  /** Shown to a target that asks for one. */
  readonly client?: ClientCertificate;
  /** What requests go through. */
  readonly proxy?: ProxyServer;
}

/** A certificate of whoever asks, with its key: PEM. */
export interface ClientCertificate {
  readonly cert: string;
  readonly key: string;
  readonly passphrase?: string;
}

const maxBodyBytes = 12 * 1024 * 1024;
const maxHeaderBytes = 64 * 1024;

/**
 * A client over sockets (undici). Sends targets and header names as written, follows no redirect, retries nothing,
 * asks for no compression by itself, and decodes what comes back compressed. Loads undici on first use only, so that work in process never does.
 * @throws {UsageError} when the base URL is not an absolute http(s) URL without query, fragment and credentials.
 */
export function createHttpClient({
  baseUrl,
  timeoutMs,
  ca,
  insecure = false,
  client: shown,
  proxy,
}: HttpClientOptions): Client {
  const { origin, basePath } = readBaseUrl(baseUrl);
  const limits: ClientLimits = { timeoutMs, maxBodyBytes, maxHeaderBytes };
  let trust: Promise<TlsOptions> | undefined;
  const tls = (): Promise<TlsOptions> => (trust ??= readTrust(insecure, ca, shown));
  const to = { origin, ...(proxy === undefined ? {} : { proxy }) };
  const watch = createWatch(timeoutMs);
  // Each carries one request at a time; there are as many as there were requests at once.
  const connections: Connection[] = [];
  const idle: Connection[] = [];
  const connect = async (): Promise<Connection> => {
    const ClientClass = await loadClient();
    const tap = createTap();
    const client = new ClientClass(origin, {
      pipelining: 1,
      keepAliveTimeout: 3_000,
      keepAliveMaxTimeout: 60_000,
      maxHeaderSize: maxHeaderBytes,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      connect: (_, done) => {
        tls()
          .then((trusted) => openSocket({ ...to, tls: trusted, timeoutMs }))
          .then(
            (socket) => {
              tap.attach(socket);
              done(null, socket);
            },
            (error: Error) => done(error, null),
          );
      },
      allowH2: false,
    });
    const made = { client, tap };
    connections.push(made);
    return made;
  };

  const send = async (request: HttpRequest, signal?: AbortSignal): Promise<Outcome> => {
    const connection = idle.pop() ?? (await connect());
    const startedMs = performance.now();
    let unwatch: (() => void) | undefined;
    try {
      if (signal?.aborted) throw abortError();
      const framed = await dispatchRequest(connection, to, request, limits, (abort) => {
        unwatch = watch.add(abort, signal);
      });
      const endedMs = performance.now();
      return { kind: 'answer', ...(await decodeFramed(framed, maxBodyBytes)), startedMs, endedMs };
    } catch (error) {
      return { kind: 'fault', fault: transportFault(error, limits), startedMs, endedMs: performance.now() };
    } finally {
      unwatch?.();
      connection.tap.reset();
      idle.push(connection);
    }
  };

  return {
    basePath,
    origin,
    ...(proxy === undefined ? {} : { proxy: proxy.origin }),
    send,
    race: async (requests) => raceOverSockets(requests, { ...to, tls: await tls(), limits }),
    close: async () => {
      await Promise.all(connections.map(({ client }) => client.close()));
      watch.close();
    },
  };
}

/** What Node trusts by itself, and an authority that is given: alone, it would take the place of all; and what is shown of ourselves. */
async function readTrust(
  insecure: boolean,
  ca: string | undefined,
  shown: ClientCertificate | undefined,
): Promise<TlsOptions> {
  const rejectUnauthorized = !insecure;
  if (ca === undefined && shown === undefined) return { rejectUnauthorized };
  const tls: typeof import('node:tls') & { readonly getCACertificates?: () => string[] } = await import('node:tls');
  const usual = tls.getCACertificates?.() ?? tls.rootCertificates;
  const authorities = ca === undefined ? {} : { ca: [...usual, ca] };
  return { rejectUnauthorized, secureContext: tls.createSecureContext({ ...authorities, ...shown }) };
}

function readBaseUrl(baseUrl: string): { readonly origin: string; readonly basePath: string } {
  const split = splitUrl(baseUrl);
  if (!split || !URL.canParse(baseUrl))
    throw new UsageError(`"${baseUrl}" is not an http or https URL`, 'write it like http://localhost:8080/prefix');
  if (split.origin.includes('@'))
    throw new UsageError('the base URL must not hold credentials', 'give them with --header or --identity');
  if (/[?#]/.test(baseUrl)) throw new UsageError(`"${baseUrl}" must not have a query or fragment`);
  return { origin: split.origin, basePath: split.target.replace(/\/+$/, '') };
}
