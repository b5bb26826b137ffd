import { expect, test } from 'vitest';
import type { Client, Outcome } from '../../../core/client.ts';
import { emptyBody, type HttpRequest } from '../../../core/http.ts';
import { countRequests } from './count-requests.ts';

const answered: Outcome = {
  kind: 'answer',
  response: { status: 204, headers: [], body: emptyBody },
  startedMs: 0,
  endedMs: 1,
};
const client: Client = {
  basePath: '/api',
  origin: 'http://target.invalid',
  send: async () => answered,
  race: async (requests) => requests.map(() => answered),
  close: async () => {},
};
const request = (method: string): HttpRequest => ({ method, target: '/rows/1', headers: [], body: emptyBody });

test('counts what is sent, each copy of a race, and what may write', async () => {
  const count = { sent: 0, unsafe: 0 };
  const counting = countRequests(client, count);
  expect([counting.origin, counting.basePath]).toEqual(['http://target.invalid', '/api']);
  expect(await counting.send(request('GET'))).toBe(answered);
  await counting.send(request('PATCH'));
  expect(await counting.race([request('HEAD'), request('DELETE'), request('POST')])).toHaveLength(3);
  expect(count).toEqual({ sent: 5, unsafe: 3 });
});
