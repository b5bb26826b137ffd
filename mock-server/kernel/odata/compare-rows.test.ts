import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRows, type Ordering } from './compare-rows.ts';
import { parseOrderBy } from './parse-order-by.ts';
import type { OdataValue } from './value.ts';

type Row = Readonly<Record<string, OdataValue>>;

function sorted(orderBy: string, rows: readonly Row[], ordering: Partial<Ordering<Row>> = {}): readonly Row[] {
  const items = parseOrderBy(orderBy);
  if (!items.ok) throw new Error(items.error.reason);
  const read = (row: Row, { names }: { readonly names: readonly string[] }): OdataValue => row[names[0] ?? ''] ?? null;
  return rows.toSorted(compareRows(items.value, { read, nulls: 'largest', ...ordering }));
}

describe('compareRows', () => {
  const rows = [
    { a: 2, b: 'x' },
    { a: null, b: 'y' },
    { a: 10, b: 'X' },
    { a: 2, b: 'a' },
  ];

  it('orders by each criterion in turn', () => {
    expect(sorted('a, b desc', rows).map(({ b }) => b)).toEqual(['x', 'a', 'X', 'y']);
    expect(sorted('b asc', rows).map(({ b }) => b)).toEqual(['X', 'a', 'x', 'y']);
    expect(sorted('b', rows, { caseless: true }).map(({ b }) => b)).toEqual(['a', 'x', 'X', 'y']);
  });

  it('puts missing values where the database does', () => {
    expect(sorted('a', rows).map(({ a }) => a)).toEqual([2, 2, 10, null]);
    expect(sorted('a desc', rows).map(({ a }) => a)).toEqual([null, 10, 2, 2]);
    expect(sorted('a', rows, { nulls: 'smallest' }).map(({ a }) => a)).toEqual([null, 2, 2, 10]);
    expect(sorted('a desc', rows, { nulls: 'smallest' }).map(({ a }) => a)).toEqual([10, 2, 2, null]);
  });

  it('is a total preorder, and desc is asc backwards', () => {
    const value = fc.option(fc.integer({ min: -2, max: 2 }));
    fc.assert(
      fc.property(
        fc.array(fc.record({ a: value, b: value })),
        fc.constantFrom('largest', 'smallest'),
        (list, nulls) => {
          const key = ({ a, b }: Row): string => `${a},${b}`;
          const up = sorted('a,b', list, { nulls }).map(key);
          expect(up.toReversed()).toEqual(sorted('a desc,b desc', list, { nulls }).map(key));
          expect(sorted('a,b', list.toReversed(), { nulls }).map(key)).toEqual(up);
        },
      ),
    );
  });
});

describe('parseOrderBy', () => {
  it('reads criteria with their directions', () => {
    expect(parseOrderBy('a, b/c desc ,not d asc')).toMatchObject({
      ok: true,
      value: [
        { expression: { names: ['a'], position: 0 }, descending: false },
        { expression: { names: ['b', 'c'] }, descending: true },
        { expression: { kind: 'not' }, descending: false },
      ],
    });
  });

  it.each([
    ['', 'expression-expected', 0],
    ['a,', 'expression-expected', 2],
    ['a up', 'syntax', 2],
    ['a desc asc', 'syntax', 7],
    ['a DESC', 'syntax', 2],
    ['a;b', 'character', 1],
  ])('refuses %j: %s at %i', (text, reason, position) => {
    expect(parseOrderBy(text)).toMatchObject({ ok: false, error: { reason, position } });
  });
});
