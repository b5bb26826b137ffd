/** What values a column takes. */
export type ColumnType =
  /** `memo`: several lines. */
  | { readonly kind: 'text'; readonly maxLength: number; readonly memo?: true }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  /** Floating point, rounded to `precision` decimals. */
  | { readonly kind: 'double'; readonly precision: number; readonly min: number; readonly max: number }
  /** Fixed point, always written with `precision` decimals; comes with the currency of its row. */
  | { readonly kind: 'money'; readonly precision: number }
  /** `initially`: what it is in a new row. */
  | { readonly kind: 'boolean'; readonly initially: boolean }
  | { readonly kind: 'choice'; readonly options: Readonly<Record<number, string>> }
  | { readonly kind: 'date' }
  | { readonly kind: 'date-time' }
  | { readonly kind: 'guid' }
  | { readonly kind: 'state' }
  | { readonly kind: 'status' };

/** How much a column needs a value. Only `system` columns refuse null at the API; `application` is a matter of forms. */
export type Required = 'none' | 'application' | 'system';

/** One column. */
export interface Column {
  /** Logical name, which is the schema name in lower case. */
  readonly name: string;
  readonly schemaName: string;
  readonly label: string;
  readonly type: ColumnType;
  readonly required: Required;
  /** False: what a client sends for it with a new row is ignored. */
  readonly creatable: boolean;
  /** False: what a client sends for it in an update is ignored. */
  readonly writable: boolean;
  /** The texts of these columns make its own, with blanks between them. */
  readonly joins?: readonly string[];
}

/**
 * A single-valued navigation property: one of the tables to which a lookup column leads. The column has one for each; its value
 * is read as "_column_value".
 */
export interface Lookup {
  /** The navigation property. */
  readonly name: string;
  /** Logical name of the column. */
  readonly column: string;
  readonly schemaName: string;
  /** Logical name of the table it leads to. */
  readonly target: string;
  /** Schema name of the relationship. */
  readonly relationship: string;
  /** The collection-valued navigation property on the other side; undefined: there is none. */
  readonly collection: string | undefined;
  readonly required: Required;
  /** False: the system keeps it. */
  readonly writable: boolean;
  /** Rows of this table go with the row that the lookup leads to, when that is deleted. */
  readonly cascades?: true;
  /** Says the same as that column, as long as it leads to this table. Such a column has no navigation property. */
  readonly follows?: string;
  /** A row that others refer to by it cannot be deleted (cascade "Restrict"). */
  readonly restrictsDelete?: true;
}

/** Columns that identify a row instead of its primary key. */
export interface AlternateKey {
  readonly name: string;
  readonly columns: readonly string[];
}

/** One value of statecode, the statuses it admits and the one it gets when none is given. */
export interface State {
  readonly value: number;
  readonly label: string;
  /** Labels by value. */
  readonly statuses: Readonly<Record<number, string>>;
  readonly defaultStatus: number;
}

/** A table: all that rows, metadata, definitions and checks know of it. */
export interface TableModel {
  readonly logicalName: string;
  readonly schemaName: string;
  readonly setName: string;
  readonly label: string;
  /** What many of its rows are called. */
  readonly plural: string;
  /** Its number among all tables of Dataverse. */
  readonly code: number;
  readonly ownership: 'UserOwned' | 'BusinessOwned' | 'OrganizationOwned';
  readonly primaryKey: string;
  /** The column by which people know a row. */
  readonly primaryName: string;
  /** The type of which its type is one, and the name that has the primary key there. */
  readonly base?: { readonly name: string; readonly key: string };
  readonly columns: readonly Column[];
  readonly lookups: readonly Lookup[];
  readonly keys: readonly AlternateKey[];
  /** None: the table has no state. */
  readonly states: readonly State[];
  /** Do conditions on versions of its rows count? */
  readonly optimisticConcurrency: boolean;
  /** An elastic table: its rows are in partitions, and no transaction holds several of them together. */
  readonly elastic?: true;
  /** A published duplicate detection rule: rows with equal values in all of these columns are duplicates. */
  readonly duplicatesBy?: readonly string[];
}

/** A relationship of many to many: each side sees the other in a collection. */
export interface Association {
  /** Schema name. */
  readonly relationship: string;
  /** The table that holds the pairs. */
  readonly intersect: string;
  readonly sides: readonly [AssociationSide, AssociationSide];
}

/** One side of an association. */
interface AssociationSide {
  /** Logical name of the table. */
  readonly table: string;
  /** The collection-valued navigation property by which it sees the other side. */
  readonly collection: string;
}

/** The column of this name; undefined when there is none. */
export function findColumn(table: TableModel, name: string): Column | undefined {
  return table.columns.find((column) => column.name === name);
}

/** The single-valued navigation property of this name; undefined when there is none. */
export function findLookup(table: TableModel, name: string): Lookup | undefined {
  return table.lookups.find((lookup) => lookup.name === name && lookup.follows === undefined);
}

/** Name under which the id that a lookup holds is read: "_primarycontactid_value". */
export function lookupValueName({ column }: Pick<Lookup, 'column'>): string {
  return `_${column}_value`;
}

/** The lookup columns of a table, one lookup for each; columns that lead to several tables have more. */
export function lookupColumns(table: TableModel): readonly Lookup[] {
  return [...new Map(table.lookups.toReversed().map((lookup) => [lookup.column, lookup])).values()].toReversed();
}
