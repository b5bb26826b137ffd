import type { Store } from '../../../kernel/store.ts';
import { rowsOf } from './rows.ts';
import { type Lookup, lookupValueName, type TableModel } from './table.ts';
import type { Changes, TableRow } from './table-row.ts';
import { tableNamed } from './tables.ts';

/** Where a lookup column of a row leads. */
export interface Link {
  readonly lookup: Lookup;
  readonly target: TableModel;
  readonly row: TableRow;
}

/** What a row stores to lead to this row; null: nowhere. A column that may lead to several tables stores which it is. */
export function linkTo(table: TableModel, lookup: Lookup, id: string | null): Changes {
  const name = lookupValueName(lookup);
  const several = table.lookups.some((other) => other.column === lookup.column && other.target !== lookup.target);
  return several ? { [name]: id, [targetName(lookup)]: id === null ? null : lookup.target } : { [name]: id };
}

/** Where a lookup column leads; undefined: nowhere, or to a row that was deleted since, at no cost for the deletion. */
export function linkOf(store: Store, table: TableModel, row: TableRow, column: string): Link | undefined {
  const lookups = table.lookups.filter((lookup) => lookup.column === column);
  const [first] = lookups;
  if (first?.follows !== undefined) {
    const link = linkOf(store, table, row, first.follows);
    return link?.target.logicalName === first.target ? link : undefined;
  }
  const id = first && row.values[lookupValueName(first)];
  const lookup =
    lookups.length > 1 ? lookups.find(({ target }) => target === row.values[targetName({ column })]) : first;
  const target = lookup && tableNamed(lookup.target);
  const other = target && typeof id === 'string' ? rowsOf(store, target).get(id) : undefined;
  return lookup && target && other ? { lookup, target, row: other } : undefined;
}

/** Where a single-valued navigation property leads; undefined: nowhere. */
export function followLookup(store: Store, table: TableModel, row: TableRow, lookup: Lookup): Link | undefined {
  const link = linkOf(store, table, row, lookup.column);
  return link?.lookup.name === lookup.name ? link : undefined;
}

/** No member that is shown: no column has a blank in its name. */
function targetName({ column }: Pick<Lookup, 'column'>): string {
  return `table of ${column}`;
}
