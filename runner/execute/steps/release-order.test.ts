import { expect, it } from 'vitest';
import { releaseOrder } from './release-order.ts';

const orders = Array.from({ length: 600 }, (_, round) => releaseOrder(4, round, 'seed', 'case', 'writers'));

it('is an order of all requests', () => {
  for (const order of orders) expect(order.toSorted()).toEqual([0, 1, 2, 3]);
  expect(releaseOrder(1, 2, 'seed')).toEqual([0]);
});

it('depends on round and texts, and on nothing else', () => {
  expect(releaseOrder(4, 0, 'seed', 'case', 'writers')).toEqual(orders[0]);
  expect(new Set(orders.map(String)).size).toBe(24);
});

it('lets each request be the first once in as many rounds as there are requests', () => {
  for (let turn = 0; turn < orders.length; turn += 4)
    expect(
      orders
        .slice(turn, turn + 4)
        .map(([first]) => first)
        .toSorted(),
    ).toEqual([0, 1, 2, 3]);
  const turns = Array.from({ length: 150 }, (_, turn) => orders[turn * 4]?.[0]);
  for (const index of [0, 1, 2, 3]) expect(turns.filter((first) => first === index).length).toBeGreaterThan(20);
});
