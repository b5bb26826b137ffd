import type { Store } from '../../../kernel/store.ts';
import { collectionsOf, rowsIn } from '../model/navigation.ts';
import { removeRow, rowsOf } from '../model/rows.ts';
import type { TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';

/** Removes a row, and the rows that are parts of it: those whose relationship to it passes a deletion on. */
export function removeWithParts(store: Store, table: TableModel, row: TableRow): void {
  const parts = collectionsOf(table).flatMap((collection) =>
    collection.kind === 'one-to-many' && collection.lookup.cascades
      ? rowsIn(store, row.id, collection).map((part) => [collection.table, part] as const)
      : [],
  );
  removeRow(store, table, row);
  for (const [of, part] of parts) if (rowsOf(store, of).has(part.id)) removeWithParts(store, of, part);
}
