import type { Json } from '../../../../core/json.ts';

/** How the database types a column. */
export type ColumnType =
  | 'smallint'
  | 'int'
  | 'bigint'
  | 'numeric'
  | 'double'
  | 'boolean'
  | 'text'
  | 'uuid'
  | 'timestamp'
  | 'timestamptz'
  | 'json'
  | 'jsonb';

/** One column of a table. */
export interface Column {
  /** Name in the database: rows are stored under it, and the database's own messages print it. */
  readonly name: string;
  /** Name in URLs and bodies. */
  readonly exposed: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** Longest text. */
  readonly length?: number;
  /** Digits of a numeric, and how many of them are behind the point; "any": it holds what it is given. Default: 5 and 2. */
  readonly numeric?: readonly [digits: number, places: number] | 'any';
  /** Value the database fills in when an insert leaves the column out. */
  readonly default?: Json;
  /** What it makes up in place of a fixed one. */
  readonly initially?: 'now' | 'uuid';
  /** Filled by the database: a counter, or computed from another column. Never written by a client. */
  readonly generated?: 'identity' | { readonly from: string };
  readonly unique?: boolean;
  /** Table whose key the value must be, and the name of that constraint. */
  readonly references?: { readonly table: string; readonly constraint: string };
}

export type Action = 'create' | 'read' | 'update' | 'delete';

/** What a role may do with one action: not touch these columns, and only rows that a filter selects. */
export interface Permission {
  readonly exclude: readonly string[];
  /** A database policy: an OData filter over "@item.column". */
  readonly policy?: string;
}

/** What a role may do with an entity. */
export type Permissions = Readonly<Partial<Record<Action, Permission>>>;

/** One entity: a table and how it is exposed. */
export interface Entity {
  /** Name in the configuration, printed in messages. */
  readonly name: string;
  /** Path below the REST prefix; may have several segments. */
  readonly path: string;
  readonly table: string;
  readonly columns: readonly Column[];
  /** Names of the key columns, in the table's order. */
  readonly key: readonly string[];
  /** Lists its configuration GET as the only method? That counts for nothing with tables. */
  readonly listsOnlyGet?: boolean;
  /** Roles with permissions of their own; the others may do everything, unless `onlyListed`. */
  readonly roles: Readonly<Record<string, Permissions>>;
  /** A role that is not listed may do what "authenticated" may, which may do what "anonymous" may, and nothing else. */
  readonly onlyListed?: true;
}

/** The key columns, in the table's order. */
export function keyColumns(entity: Entity): Column[] {
  return entity.columns.filter(({ name }) => entity.key.includes(name));
}

/** Does the database generate a part of the key? */
export function hasGeneratedKey(entity: Entity): boolean {
  return keyColumns(entity).some(({ generated }) => generated !== undefined);
}

/** Must a client give this column on insert? */
export function isRequired(column: Column): boolean {
  return (
    !column.nullable && column.default === undefined && column.initially === undefined && column.generated === undefined
  );
}
