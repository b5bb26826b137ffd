import type { Json } from '../../../../core/json.ts';
import type { Store } from '../../../kernel/store.ts';
import { rowsOf } from '../model/rows.ts';
import { lookupValueName, type TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import { tableNamed } from '../model/tables.ts';

/** What a row shows under a member name; null where nothing was set. */
export function memberValue(store: Store, table: TableModel, row: TableRow, name: string): Json {
  if (name === table.primaryKey) return row.id;
  const value = row.values[name] ?? null;
  const lookup = table.lookups.find((candidate) => lookupValueName(candidate) === name);
  const target = lookup && tableNamed(lookup.target);
  // A lookup whose row was deleted since leads nowhere: it reads as null, at no cost for the deletion.
  return target && typeof value === 'string' && !rowsOf(store, target).has(value) ? null : value;
}
