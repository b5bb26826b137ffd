import type { Client, Outcome } from '../core/client.ts';
import type { HttpRequest, HttpResponse } from '../core/http.ts';
import { decodeBody } from '../runner/execute/http/decode-body.ts';
import { sleep } from '../runner/sleep.ts';

/** Anything that answers a request without a socket: a service, a dumb server. */
export type Answerer = (request: HttpRequest) => HttpResponse | Promise<HttpResponse>;

/** Bytes; no answer of a reference server has as many. */
const longestBody = 2 ** 24;

/** A client that calls the server in process. A race hands all requests over before the first answer is awaited. */
export function createInProcessClient(answer: Answerer, origin = 'http://reference.invalid'): Client {
  const send = async (request: HttpRequest): Promise<Outcome> => {
    const startedMs = performance.now();
    const response = await answer(request);
    const times = { startedMs, endedMs: performance.now() };
    try {
      return { kind: 'answer', response: await decodeBody(response, longestBody), ...times };
    } catch (error) {
      return { kind: 'fault', fault: { code: 'coding', message: String(error) }, ...times };
    }
  };
  return {
    basePath: '',
    origin,
    send,
    race: (requests) => {
      // Released at one instant: every clock starts before the first request is handed over.
      const startedMs = performance.now();
      return Promise.all(
        requests.map(async (request) => {
          const { laterMs = 0 } = request;
          if (laterMs === 0) return { ...(await send(request)), startedMs };
          await sleep(laterMs);
          return send(request);
        }),
      );
    },
    close: async () => {},
  };
}
