import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ExactNumber } from '../../core/exact-number.ts';
import { decodeState, encodeState } from './state-codec.ts';

const leaf = fc.oneof(
  fc.string(),
  fc.boolean(),
  fc.double(),
  fc.bigInt(),
  fc.constantFrom(null, undefined, -0, Number.NaN, new ExactNumber('1.0'), new Date(5)),
  fc.uint8Array({ maxLength: 4 }),
);
const { row } = fc.letrec((tie) => ({
  row: fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('$bigint', '$object', '__proto__', '$x')), tie('value'), {
    noNullPrototype: false,
    maxKeys: 4,
  }),
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    tie('row'),
    fc.array(fc.tuple(fc.string(), tie('value')), { maxLength: 3 }).map((entries) => new Map(entries)),
    fc.array(fc.string(), { maxLength: 3 }).map((items) => new Set(items)),
  ),
}));

test('any state survives being written as JSON text and read again', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), row), { maxLength: 4 }), fc.bigInt(), (rows, counter) => {
      const state = {
        store: { tables: new Map([['t', new Map(rows as [string, object][])]]), counters: new Map([['c', counter]]) },
        random: [1, -2, 3, 4] as const,
        clockMs: 60_000,
      };
      const read = decodeState(JSON.parse(JSON.stringify(encodeState(state))));
      expect(read).toEqual(state);
      expect([...(read?.store.tables.get('t')?.keys() ?? [])]).toEqual([
        ...(state.store.tables.get('t')?.keys() ?? []),
      ]);
    }),
  );
});

test.each([
  [null],
  [{}],
  [{ version: 2, tables: {}, counters: {}, random: [1, 2, 3, 4], clockMs: 0 }],
  [{ version: 1, tables: { t: [['k', 1]] }, counters: {}, random: [1, 2, 3, 4], clockMs: 0 }],
  [{ version: 1, tables: {}, counters: { c: 'x' }, random: [1, 2, 3, 4], clockMs: 0 }],
])('%j is not a state', (value) => {
  expect(decodeState(value)).toBeUndefined();
});
