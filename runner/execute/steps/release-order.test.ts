import { expect, it } from 'vitest';
import { releaseOrder } from './release-order.ts';

const rounds = Array.from({ length: 600 }, (_, round) => releaseOrder(4, 'seed', 'case', String(round), 'writers'));

it('is an order of all requests', () => {
  for (const order of rounds) expect(order.toSorted()).toEqual([0, 1, 2, 3]);
});

it('depends on its texts, and on nothing else', () => {
  expect(releaseOrder(4, 'seed', 'case', '0', 'writers')).toEqual(rounds[0]);
  expect(new Set(rounds.map(String)).size).toBe(24);
});

it('lets each request be the first as often as any other', () => {
  for (const index of [0, 1, 2, 3]) {
    const share = rounds.filter(([first]) => first === index).length / rounds.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.3);
  }
});
