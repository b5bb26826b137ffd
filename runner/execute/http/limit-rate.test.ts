import { expect, test } from 'vitest';
import type { Client, Outcome } from '../../../core/client.ts';
import { limitRate } from './limit-rate.ts';

const request = { method: 'GET', target: '/', headers: [], body: new Uint8Array(0) };

test('requests are begun evenly; a race goes out at once, and what follows waits for as long as it takes of the rate', async () => {
  const begun: number[] = [];
  const started = performance.now();
  const outcome = {} as Outcome;
  const client: Client = {
    basePath: '',
    origin: 'http://a',
    send: async () => {
      begun.push(performance.now() - started);
      return outcome;
    },
    race: async (requests) => {
      begun.push(performance.now() - started);
      return requests.map(() => outcome);
    },
    close: async () => undefined,
  };
  const limited = limitRate(client, 50);
  await Promise.all([
    limited.send(request),
    limited.send(request),
    limited.race(Array(5).fill(request)),
    limited.send(request),
  ]);
  // A timer is never early by more than the rounding of a millisecond.
  for (const [index, least] of [0, 20, 40, 140].entries()) expect(begun[index]).toBeGreaterThanOrEqual(least - 2);
  expect(begun).toHaveLength(4);
});
