/** What values a column takes. */
export type ColumnType =
  | { readonly kind: 'text'; readonly maxLength: number }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  /** Floating point, rounded to `precision` decimals. */
  | { readonly kind: 'double'; readonly precision: number; readonly min: number; readonly max: number }
  /** Fixed point, always written with `precision` decimals; comes with the currency of its row. */
  | { readonly kind: 'money'; readonly precision: number }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'choice'; readonly options: Readonly<Record<number, string>> }
  | { readonly kind: 'date-time' }
  | { readonly kind: 'guid' }
  | { readonly kind: 'state' }
  | { readonly kind: 'status' };

/** One column. Only `system` columns refuse null at the API; `application` is a matter of forms. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly required: 'none' | 'application' | 'system';
  /** False: what a client sends for it is ignored. */
  readonly writable: boolean;
}

/** A single-valued navigation property; its value is read as "_name_value". */
export interface Lookup {
  readonly name: string;
  /** Logical name of the table it leads to. */
  readonly target: string;
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

/** A table as the service document knows it. */
export interface TableModel {
  readonly logicalName: string;
  readonly setName: string;
  readonly primaryKey: string;
  /** The column by which people know a row. */
  readonly primaryName: string;
  readonly columns: readonly Column[];
  readonly lookups: readonly Lookup[];
  readonly keys: readonly AlternateKey[];
  readonly states: readonly State[];
}

/** The column of this name; undefined when there is none. */
export function findColumn(table: TableModel, name: string): Column | undefined {
  return table.columns.find((column) => column.name === name);
}

/** The navigation property of this name; undefined when there is none. */
export function findLookup(table: TableModel, name: string): Lookup | undefined {
  return table.lookups.find((lookup) => lookup.name === name);
}

/** Name under which the id that a lookup holds is read: "_primarycontactid_value". */
export function lookupValueName({ name }: Lookup): string {
  return `_${name}_value`;
}
