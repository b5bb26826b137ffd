import type { Json } from '../../../core/json.ts';

/** How the database types a column; `int` is 32 bits wide. */
export type ColumnType = 'int' | 'text' | 'timestamp';

/** One column of a table. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** Value the database fills in when an insert leaves the column out. */
  readonly default?: Json;
  /** Filled by the database: a counter, or computed from another column. Never written by a client. */
  readonly generated?: 'identity' | { readonly from: string };
  readonly unique?: boolean;
  /** Table whose key the value must be, and the name of that constraint. */
  readonly references?: { readonly table: string; readonly constraint: string };
}

export type Action = 'create' | 'read' | 'update' | 'delete';

/** What a role may do with an entity: actions, each with the columns it may not touch. */
export type Permissions = Readonly<Partial<Record<Action, { readonly exclude: readonly string[] }>>>;

/** One entity: a table and how it is exposed. */
export interface Entity {
  /** Name in the configuration, printed in messages. */
  readonly name: string;
  /** Path below the REST prefix. */
  readonly path: string;
  readonly table: string;
  readonly columns: readonly Column[];
  /** Names of the key columns, in the table's order. */
  readonly key: readonly string[];
  /** Roles with permissions of their own; the others may do everything. */
  readonly roles: Readonly<Record<string, Permissions>>;
}

/** The column of this exact name. */
export function columnOf(entity: Entity, name: string): Column | undefined {
  return entity.columns.find((column) => column.name === name);
}

/** The column of this name, letter case aside, as the URL may spell it (DAB-KEY-009). */
export function columnInUrl(entity: Entity, name: string): Column | undefined {
  return columnOf(entity, name) ?? entity.columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
}

/** Must a client give this column on insert? */
export function isRequired(column: Column): boolean {
  return !column.nullable && column.default === undefined && column.generated === undefined;
}
