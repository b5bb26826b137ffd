import type { Client } from '../../../core/client.ts';
import { sleep } from '../../sleep.ts';

/**
 * A client that begins so many requests in a second at most, evenly: each takes its turn when it is given to send. Those of a race go out
 * together all the same; what comes after waits for as long as they take of the rate.
 */
export function limitRate(client: Client, perSecond: number): Client {
  const intervalMs = 1000 / perSecond;
  let next = Number.NEGATIVE_INFINITY;
  const turn = (requests: number, signal?: AbortSignal): Promise<void> | undefined => {
    const now = performance.now();
    const at = Math.max(now, next);
    next = at + intervalMs * requests;
    return at > now ? sleep(at - now, signal) : undefined;
  };
  return {
    ...client,
    send: async (request, signal) => {
      const wait = turn(1, signal);
      if (wait !== undefined) await wait;
      return client.send(request, signal);
    },
    race: async (requests, signal) => {
      const wait = turn(requests.length, signal);
      if (wait !== undefined) await wait;
      return client.race(requests, signal);
    },
  };
}
