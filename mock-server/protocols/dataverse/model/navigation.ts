import type { Store } from '../../../kernel/store.ts';
import { linkOf } from './links.ts';
import { rowsOf } from './rows.ts';
import type { Association, Lookup, TableModel } from './table.ts';
import type { TableRow } from './table-row.ts';
import { associations, tableNamed, tables } from './tables.ts';

/** A collection-valued navigation property: the rows of another table that refer to a row, or that it is associated with. */
export type Collection = {
  readonly name: string;
  /** Of the rows in it. */
  readonly table: TableModel;
} & (
  | { readonly kind: 'one-to-many'; readonly lookup: Lookup }
  | {
      readonly kind: 'many-to-many';
      readonly association: Association;
      /** Which side the owner of the collection is on. */
      readonly side: 0 | 1;
    }
);

interface Pair {
  readonly ids: readonly [string, string];
}

const known = new Map<string, readonly Collection[]>();

/** The collection-valued navigation properties of a table: the other sides of lookups and associations. */
export function collectionsOf(table: TableModel): readonly Collection[] {
  const found = known.get(table.logicalName) ?? [...fromLookups(table), ...fromAssociations(table)];
  known.set(table.logicalName, found);
  return found;
}

/** The collection-valued navigation property of this name; undefined: there is none. */
export function findCollection(table: TableModel, name: string): Collection | undefined {
  return collectionsOf(table).find((collection) => collection.name === name);
}

/** The rows in a collection of the row with this id, in the order of their table. */
export function rowsIn(store: Store, owner: string, collection: Collection): readonly TableRow[] {
  return [...rowsOf(store, collection.table).entries()].flatMap(([, row]) =>
    isIn(store, owner, collection, row) ? [row] : [],
  );
}

/** Is a row in the collection of the row with this id? */
export function isIn(store: Store, owner: string, collection: Collection, row: TableRow): boolean {
  if (collection.kind === 'many-to-many') return pairsOf(store, collection).has(pairKey(owner, collection, row.id));
  const { table, lookup } = collection;
  const link = linkOf(store, table, row, lookup.column);
  return link?.lookup.name === lookup.name && link.row.id === owner;
}

/** Associates two rows of many to many, or ends that. */
export function associate(
  store: Store,
  owner: string,
  collection: Collection & { readonly kind: 'many-to-many' },
  id: string,
  associated: boolean,
): void {
  const key = pairKey(owner, collection, id);
  if (associated) pairsOf(store, collection).put(key, { ids: collection.side === 0 ? [owner, id] : [id, owner] });
  else pairsOf(store, collection).delete(key);
}

function pairsOf(store: Store, { association }: { readonly association: Association }) {
  return store.table<Pair>(association.intersect);
}

function pairKey(owner: string, { side }: { readonly side: 0 | 1 }, id: string): string {
  return side === 0 ? `${owner} ${id}` : `${id} ${owner}`;
}

function fromLookups(owner: TableModel): Collection[] {
  return tables.flatMap((table) =>
    table.lookups.flatMap((lookup): Collection[] =>
      lookup.target === owner.logicalName && lookup.collection !== undefined
        ? [{ kind: 'one-to-many', name: lookup.collection, table, lookup }]
        : [],
    ),
  );
}

function fromAssociations(owner: TableModel): Collection[] {
  return associations.flatMap((association) =>
    association.sides.flatMap(({ table, collection }, index): Collection[] => {
      const side = index === 0 ? 0 : 1;
      const other = tableNamed(association.sides[side === 0 ? 1 : 0].table);
      return table === owner.logicalName && other
        ? [{ kind: 'many-to-many', name: collection, table: other, association, side }]
        : [];
    }),
  );
}
