import type { Client, Outcome } from '../core/client.ts';
import type { HttpRequest, HttpResponse } from '../core/http.ts';

/** Anything that answers a request without a socket: a service, a dumb server. */
export type Answerer = (request: HttpRequest) => HttpResponse | Promise<HttpResponse>;

/** A client that calls the server in process. A race hands all requests over before the first answer is awaited. */
export function createInProcessClient(answer: Answerer, origin = 'http://reference.invalid'): Client {
  const send = async (request: HttpRequest): Promise<Outcome> => {
    const startedMs = performance.now();
    const response = await answer(request);
    return { kind: 'answer', response, startedMs, endedMs: performance.now() };
  };
  return {
    basePath: '',
    origin,
    send,
    race: (requests) => {
      // Released at one instant: every clock starts before the first request is handed over.
      const startedMs = performance.now();
      return Promise.all(requests.map(async (request) => ({ ...(await send(request)), startedMs })));
    },
    close: async () => {},
  };
}
