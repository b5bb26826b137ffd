import type { Store } from '../../../kernel/store.ts';
import type { FragmentRow } from '../model/fragment-row.ts';
import type { SortKey } from '../request/asql/expression.ts';
import { comparableOf, compare } from './asql-literal.ts';
import { valuesAt } from './asql-path.ts';
import { type Language, localise } from './language.ts';
import type { NamedColumn } from './project-columns.ts';

/** How two fragments follow each other. */
export type Order = (left: FragmentRow, right: FragmentRow) => number;

/**
 * The order that is asked for, by columns of the list under the names that they have there (M42-LST-007); rows that it does not
 * tell apart follow by ID. Or the name of a key that is no column.
 */
export function orderBy(
  store: Store,
  columns: readonly NamedColumn[],
  sort: readonly SortKey[],
  language: Language,
): Order | string {
  const orders: Order[] = [];
  for (const { column, descending } of sort) {
    const found = columns.find(({ name }) => name.toLowerCase() === column.toLowerCase());
    if (!found) return column;
    orders.push((left, right) => (descending ? -1 : 1) * compareBy(store, found, language, left, right));
  }
  return (left, right) => {
    for (const order of orders) {
      const result = order(left, right);
      if (result !== 0) return result;
    }
    return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
  };
}

/** By what is shown, in the language of the answer. No value comes before any, as in the database. */
function compareBy(
  store: Store,
  { path }: NamedColumn,
  language: Language,
  left: FragmentRow,
  right: FragmentRow,
): number {
  const [a = null, b = null] = [left, right].map((row) => {
    const value = localise(path.definition, path.attribute, valuesAt(store, row, path)[0] ?? null, language);
    return comparableOf(value, path.type);
  });
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  return compare(a, b) ?? 0;
}
