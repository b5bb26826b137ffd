import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inShard } from './shard.ts';

const things = fc.uniqueArray(fc.record({ id: fc.string(), cost: fc.nat(100) }), { selector: ({ id }) => id });
const costOf = ({ cost }: { readonly cost: number }): number => cost;

it('puts each thing into exactly one shard, whatever the order', () => {
  fc.assert(
    fc.property(things, fc.integer({ min: 1, max: 7 }), (all, of) => {
      const shards = Array.from({ length: of }, (_, index) => inShard(all, { index: index + 1, of }, costOf));
      expect(
        shards
          .flat()
          .map(({ id }) => id)
          .toSorted(),
      ).toEqual(all.map(({ id }) => id).toSorted());
      const again = inShard(all.toReversed(), { index: 1, of }, costOf);
      expect(again.toReversed()).toEqual(shards[0]);
    }),
  );
});

it('gives no shard more than another by more than one thing costs', () => {
  fc.assert(
    fc.property(things, fc.integer({ min: 1, max: 7 }), (all, of) => {
      const loads = Array.from({ length: of }, (_, index) =>
        inShard(all, { index: index + 1, of }, costOf).reduce((load, { cost }) => load + cost, 0),
      );
      const dearest = Math.max(0, ...all.map(costOf));
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(dearest + 1);
    }),
  );
});
