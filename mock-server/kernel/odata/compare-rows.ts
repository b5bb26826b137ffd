import { compareValues } from './compare-values.ts';
import { evaluate } from './evaluate.ts';
import type { Path } from './expression.ts';
import type { OrderItem } from './parse-order-by.ts';
import type { OdataValue } from './value.ts';

/** How rows are put in order. */
export interface Ordering<Row> {
  readonly read: (row: Row, path: Path) => OdataValue;
  /** Where missing values go in ascending order: behind all (PostgreSQL) or before all (SQL Server, MySQL). */
  readonly nulls: 'largest' | 'smallest';
  readonly caseless?: boolean;
}

/** A comparator for the rows of a list. Rows that no criterion tells apart are equal, and keep their order in a sort. */
export function compareRows<Row>(
  items: readonly OrderItem[],
  { read, nulls, caseless = false }: Ordering<Row>,
): (left: Row, right: Row) => number {
  const ofNull = nulls === 'largest' ? 1 : -1;
  return (left, right) => {
    for (const { expression, descending } of items) {
      const a = evaluate(expression, { read: (path) => read(left, path), caseless });
      const b = evaluate(expression, { read: (path) => read(right, path), caseless });
      const order =
        a === null || b === null
          ? (Number(a === null) - Number(b === null)) * ofNull
          : (compareValues(a, b, caseless) ?? 0);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  };
}
