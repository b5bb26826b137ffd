import type { Json } from '../../../../core/json.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import type { Store, Table } from '../../../kernel/store.ts';
import { partitionColumn, storeKey } from './partitions.ts';
import type { AlternateKey, TableModel } from './table.ts';
import type { TableRow } from './table-row.ts';

interface KeyEntry {
  readonly id: string;
}

/** The rows of a table by primary key. */
export function rowsOf(store: Store, table: TableModel): Table<TableRow> {
  return store.table<TableRow>(table.logicalName);
}

/** Id of the row that has these key values; a key with a null in it identifies nothing. */
export function findByKey(
  store: Store,
  table: TableModel,
  key: AlternateKey,
  values: Readonly<Record<string, Json>>,
): string | undefined {
  const entry = keyText(key, values);
  return entry === undefined ? undefined : keyIndex(store, table, key).get(entry)?.id;
}

/** Stores a row and keeps the key indexes true. The caller has made sure that its keys are free. */
export function putRow(store: Store, table: TableModel, row: TableRow): void {
  const place = placeOf(table, row);
  const before = rowsOf(store, table).get(place);
  for (const key of table.keys) {
    const index = keyIndex(store, table, key);
    const [old, now] = [before && keyText(key, before.values), keyText(key, row.values)];
    if (old === now) continue;
    if (old !== undefined) index.delete(old);
    if (now !== undefined) index.put(now, { id: row.id });
  }
  rowsOf(store, table).put(place, row);
}

/** Removes a row and its key entries. */
export function removeRow(store: Store, table: TableModel, row: TableRow): void {
  for (const key of table.keys) {
    const entry = keyText(key, row.values);
    if (entry !== undefined) keyIndex(store, table, key).delete(entry);
  }
  rowsOf(store, table).delete(placeOf(table, row));
}

function placeOf(table: TableModel, { id, values }: TableRow): string {
  return storeKey(table, id, values[partitionColumn]);
}

function keyIndex(store: Store, table: TableModel, key: AlternateKey): Table<KeyEntry> {
  return store.table<KeyEntry>(`${table.logicalName} by ${key.name}`);
}

/** Texts compare without case in Dataverse; numbers are integers here, so their text is their value. */
function keyText(key: AlternateKey, values: Readonly<Record<string, Json>>): string | undefined {
  const parts = key.columns.map((name) => values[name] ?? null);
  return parts.includes(null) ? undefined : stringifyJson(parts).toLowerCase();
}
