import type { Json } from '../../../../core/json.ts';
import type { Store } from '../../../kernel/store.ts';
import { linkOf } from '../model/links.ts';
import { lookupValueName, type TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';

/** What a row shows under a member name; null where nothing was set. */
export function memberValue(store: Store, table: TableModel, row: TableRow, name: string): Json {
  if (name === table.primaryKey || name === table.base?.key) return row.id;
  const lookup = table.lookups.find((candidate) => lookupValueName(candidate) === name);
  return lookup ? (linkOf(store, table, row, lookup.column)?.row.id ?? null) : (row.values[name] ?? null);
}
