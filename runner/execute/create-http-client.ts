import type { Client, Outcome } from '../../core/client.ts';
import { UsageError } from '../../core/errors.ts';
import type { HeaderField, HttpRequest } from '../../core/http.ts';
import { raceOverSockets } from './race-over-sockets.ts';
import { splitUrl } from './resolve-reference.ts';
import { type ClientLimits, transportFault } from './transport-fault.ts';

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
}

const maxBodyBytes = 16 * 1024 * 1024;
const maxHeaderBytes = 64 * 1024;

/**
 * A client over sockets (undici). Sends targets and header names as written, follows no redirect, retries nothing,
 * asks for no compression. Loads undici on first use only, so that work in process never does.
 * @throws {UsageError} when the base URL is not an absolute http(s) URL without query, fragment and credentials.
 */
export function createHttpClient({ baseUrl, timeoutMs, ca, insecure = false }: HttpClientOptions): Client {
  const { origin, basePath } = readBaseUrl(baseUrl);
  const limits: ClientLimits = { timeoutMs, maxBodyBytes, maxHeaderBytes };
  const tls = { rejectUnauthorized: !insecure, ...(ca === undefined ? {} : { ca }) };
  let agent: Promise<import('undici').Agent> | undefined;
  const connect = (): Promise<import('undici').Agent> =>
    (agent ??= import('undici').then(
      ({ Agent }) =>
        new Agent({
          pipelining: 1,
          keepAliveTimeout: 3_000,
          keepAliveMaxTimeout: 60_000,
          maxHeaderSize: maxHeaderBytes,
          maxResponseSize: maxBodyBytes,
          headersTimeout: timeoutMs,
          bodyTimeout: timeoutMs,
          connect: { ...tls, timeout: timeoutMs, allowH2: false },
        }),
    ));

  const send = async (request: HttpRequest, signal?: AbortSignal): Promise<Outcome> => {
    const dispatcher = await connect();
    const timeout = new AbortController();
    const timer = setTimeout(
      () => timeout.abort(Object.assign(new Error('timeout'), { code: 'CONFORMANCE_TIMEOUT' })),
      timeoutMs,
    );
    const startedMs = performance.now();
    try {
      const { statusCode, headers, body } = await dispatcher.request({
        origin,
        path: request.target,
        method: request.method,
        headers: request.headers.flat(),
        body: request.body.length > 0 ? request.body : null,
        responseHeaders: 'raw',
        signal: signal === undefined ? timeout.signal : AbortSignal.any([signal, timeout.signal]),
      });
      const bytes = await body.bytes();
      const response = { status: statusCode, headers: rawFields(headers), body: bytes };
      return { kind: 'answer', response, startedMs, endedMs: performance.now() };
    } catch (error) {
      const cause = timeout.signal.aborted ? timeout.signal.reason : error;
      return { kind: 'fault', fault: transportFault(cause, limits), startedMs, endedMs: performance.now() };
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    basePath,
    origin,
    send,
    race: (requests) => raceOverSockets(requests, { origin, tls, limits }),
    close: async () => {
      await (await agent)?.close();
    },
  };
}

/** Raw response headers: undici gives [name, value, name, value, …], names as received. */
function rawFields(headers: unknown): readonly HeaderField[] {
  const flat = headers as readonly (string | Uint8Array)[];
  const fields: HeaderField[] = [];
  for (let i = 0; i + 1 < flat.length; i += 2) fields.push([textOfRaw(flat[i]), textOfRaw(flat[i + 1])]);
  return fields;
}

function textOfRaw(value: string | Uint8Array | undefined): string {
  return typeof value === 'string' ? value : Buffer.from(value ?? []).toString('latin1');
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
