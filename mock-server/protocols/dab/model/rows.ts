import type { Json } from '../../../../core/json.ts';
import type { Store, Table } from '../../../kernel/store.ts';
import type { Entity } from './entity.ts';

/** A row: values by column name. */
export type Row = Readonly<Record<string, Json>>;

/** The rows of an entity. */
export function rowsOf(store: Store, entity: Entity): Table<Row> {
  return store.table<Row>(entity.table);
}

/** The store's key of a row: keys of several parts are numbers, keys of one part may be any text. */
export function rowKey(entity: Entity, row: Row): string {
  return entity.key.map((name) => String(row[name])).join();
}

/** Puts a row where its key says. */
export function putRow(store: Store, entity: Entity, row: Row): void {
  rowsOf(store, entity).put(rowKey(entity, row), row);
}
