import { expect, test } from 'vitest';
import { createExchangeLog } from './exchange-log.ts';

const message = { headers: [], body: new Uint8Array(0) };
const exchange = {
  at: 0,
  principal: undefined,
  request: { method: 'GET', target: '/', ...message },
  response: { status: 200, ...message },
  rules: [],
};

test('keeps the last exchanges, oldest first, and never uses a number again', () => {
  const log = createExchangeLog(3);
  for (let i = 0; i < 5; i++) log.add(exchange);
  expect(log.list().map(({ id }) => id)).toEqual([3, 4, 5]);
  log.clear();
  expect(log.list()).toEqual([]);
  log.add(exchange);
  expect(log.list().map(({ id }) => id)).toEqual([6]);
  for (let i = 0; i < 3; i++) log.add(exchange);
  expect(log.list().map(({ id }) => id)).toEqual([7, 8, 9]);
});

test('keeps nothing without room, and of a body at most 64 KiB', () => {
  const none = createExchangeLog(0);
  none.add(exchange);
  expect(none.list()).toEqual([]);
  const log = createExchangeLog(1);
  log.add({ ...exchange, response: { ...exchange.response, body: new Uint8Array(100_000) } });
  expect(log.list()[0]?.response.body).toHaveLength(65_536);
});
