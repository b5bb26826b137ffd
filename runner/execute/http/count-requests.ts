import type { Client } from '../../../core/client.ts';
import type { RequestCount } from '../../../core/report.ts';
import { safeMethods } from '../../../core/safe-methods.ts';

/** Methods that ask for nothing to be changed (RFC 9110 §9.2.1). */

/** A client that counts in `count` what it is given to send, each copy of a race too. */
export function countRequests(client: Client, count: { -readonly [K in keyof RequestCount]: number }): Client {
  const note = ({ method }: { readonly method: string }): void => {
    count.sent += 1;
    if (!safeMethods.has(method)) count.unsafe += 1;
  };
  return {
    ...client,
    send: (request, signal) => {
      note(request);
      return client.send(request, signal);
    },
    race: (requests, signal) => {
      requests.forEach(note);
      return client.race(requests, signal);
    },
  };
}
