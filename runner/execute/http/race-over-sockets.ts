import type { Socket } from 'node:net';
import type { Outcome, RacingRequest } from '../../../core/client.ts';
import type { HttpRequest } from '../../../core/http.ts';
import { sleep } from '../../sleep.ts';
import { type FramedResponse, withRest } from './check-framing.ts';
import { decodeFramed } from './decode-body.ts';
import { addressedTo, checkProxy, type Destination } from './destination.ts';
import { openSocket, type TlsOptions } from './open-socket.ts';
import { createResponseReader } from './response-reader.ts';
import { type ClientLimits, transportFault } from './transport-fault.ts';

/** Where and how a race connects. */
export interface RaceConnection extends Destination {
  readonly tls: TlsOptions;
  readonly limits: ClientLimits;
}

/**
 * Time for the target to read what it has been sent before the last bytes are released, in milliseconds: twice what
 * connecting took, as a far target takes longer to be reached at all, within limits.
 */
function settleMs(connectMs: readonly number[]): number {
  return Math.min(200, Math.max(10, 2 * Math.max(0, ...connectMs)));
}

/**
 * Sends requests so that they are released together: each on a connection of its own, everything written and flushed
 * except the very last byte (of the body, or of the head when there is none), then all last bytes in one go, or each when its
 * time has come.
 */
export async function raceOverSockets(
  requests: readonly RacingRequest[],
  connection: RaceConnection,
): Promise<Outcome[]> {
  const { limits } = connection;
  const started = performance.now();
  const prepared = await Promise.allSettled(requests.map((request) => prepare(request, connection)));
  await sleep(settleMs(prepared.flatMap((one) => (one.status === 'fulfilled' ? [one.value.connectMs] : []))));
  // One turn of the event loop, for those that are not to be later: no answer is read between the first release and the last.
  return Promise.all(
    prepared.map(async (one, index): Promise<Outcome> => {
      const laterMs = requests[index]?.laterMs ?? 0;
      if (laterMs > 0) await sleep(laterMs);
      const startedMs = one.status === 'rejected' ? started : performance.now();
      try {
        if (one.status === 'rejected') throw one.reason as unknown;
        one.value.socket.write(one.value.last);
        const { endedMs, ...framed } = await one.value.answered;
        checkProxy(connection, framed.response.status);
        return { kind: 'answer', ...(await decodeFramed(framed, limits.maxBodyBytes)), startedMs, endedMs };
      } catch (error) {
        return { kind: 'fault', fault: transportFault(error, limits), startedMs, endedMs: performance.now() };
      } finally {
        if (one.status === 'fulfilled') one.value.socket.destroy();
      }
    }),
  );
}

interface Prepared {
  readonly socket: Socket;
  readonly last: Uint8Array;
  /** How long it took to connect. */
  readonly connectMs: number;
  readonly answered: Promise<FramedResponse & { readonly endedMs: number }>;
}

async function prepare(request: HttpRequest, { tls, limits, ...to }: RaceConnection): Promise<Prepared> {
  const started = performance.now();
  const socket = await openSocket({ ...to, tls, timeoutMs: limits.timeoutMs });
  const connectMs = performance.now() - started;
  const bytes = wireBytes(addressedTo(to, request), to.origin);
  const answered = readAnswer(socket, request.method, limits);
  answered.catch(() => undefined);
  await new Promise<void>((resolve, reject) =>
    socket.write(bytes.subarray(0, -1), (error) => (error ? reject(error) : resolve())),
  );
  return { socket, last: bytes.subarray(-1), connectMs, answered };
}

function readAnswer(socket: Socket, method: string, limits: ClientLimits): Prepared['answered'] {
  return new Promise((resolve, reject) => {
    const reader = createResponseReader(method, limits);
    const fail = (code: string, message: string): void => reject(Object.assign(new Error(message), { code }));
    const timer = setTimeout(() => fail('CONFORMANCE_TIMEOUT', 'timeout'), limits.timeoutMs);
    const settle = (ended: boolean, chunk?: Uint8Array): void => {
      try {
        const response = ended ? reader.end() : chunk && reader.push(chunk);
        if (response) {
          clearTimeout(timer);
          resolve({ ...withRest(response, method, reader.rest()), endedMs: performance.now() });
        } else if (ended) fail('ECONNRESET', reader.progress());
      } catch (error) {
        clearTimeout(timer);
        reject(error);
      }
    };
    socket.on('data', (chunk: Buffer) => settle(false, chunk));
    socket.on('end', () => settle(true));
    socket.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    socket.on('close', () => {
      clearTimeout(timer);
      fail('ECONNRESET', 'closed');
    });
  });
}

/** The request as it stands on the wire (RFC 9112). One connection carries one request. */
function wireBytes({ method, target, headers, body }: HttpRequest, origin: string): Uint8Array {
  const has = (name: string): boolean => headers.some(([field]) => field.toLowerCase() === name);
  const needsLength = body.length > 0 || ['POST', 'PUT', 'PATCH'].includes(method);
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...(has('host') ? [] : [`Host: ${origin.slice(origin.indexOf('//') + 2)}`]),
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(needsLength && !has('content-length') ? [`Content-Length: ${body.length}`] : []),
    ...(has('connection') ? [] : ['Connection: close']),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}
