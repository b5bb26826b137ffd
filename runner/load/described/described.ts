import type { Json } from '../../../core/json.ts';

/**
 * What targets of a protocol tell of themselves, and which bindings that settles (spec/<id>/described.yaml). Texts of addresses use
 * tokens for bindings, $(bind.api), and texts of names braces for what a description says: {path}.
 */
export interface Described {
  /** The binding that holds the beginning of all paths, and what else it often is. */
  readonly root?: { readonly binding: string; readonly tries: readonly string[] };
  readonly descriptions: readonly Description[];
  /** By name: what several bindings are about together. */
  readonly subjects: Readonly<Record<string, Subject>>;
  /** Rows that are there, and what of them a binding may be. */
  readonly rows: readonly RowSample[];
  /** Bindings that nothing tells, and that are another for nearly every target. */
  readonly byHand: readonly string[];
}

/** One document, or one list of definitions with a document for each. Of several of one kind the first that answers counts. */
export interface Description {
  /** Where it may be: the first that answers. */
  readonly get: readonly string[];
  readonly format: 'openapi' | 'csdl' | 'json';
  /** What its title must hold (openapi). */
  readonly title?: string;
  /** Which edition it is by the beginning of a text in it. */
  readonly edition?: { readonly at: string; readonly begins: Readonly<Record<string, string>> };
  /** The kind of its tables, where a protocol has several. */
  readonly kind?: string;
  readonly tables?: TableLayout;
}

/** Where tables are in a JSON document. Places are JSON Pointers. */
export interface TableLayout {
  readonly in: string;
  /** What a table is called, by the name of the name. */
  readonly names: Readonly<Record<string, string>>;
  /** Where more is told of one table. */
  readonly each?: string;
  readonly columns: readonly ColumnLayout[];
  /** Alternate keys: lists of names of columns. */
  readonly keys?: { readonly in: string; readonly columns: string };
}

/** Where columns are in what is told of a table, and what they are. */
export interface ColumnLayout {
  readonly in: string;
  /** A place, or a text with places in braces. */
  readonly name: string;
  /** A place, or a word. */
  readonly type: string;
  /** Types by what stands there. */
  readonly types: Readonly<Record<string, string>>;
  /** The place of the table it leads to. */
  readonly to?: string;
  /** Only items of which this is so: values by place. */
  readonly when: Readonly<Record<string, Json>>;
}

/** What several bindings are about together: a table with its columns. */
export interface Subject {
  /** Of which kind its table is, where a protocol has several. */
  readonly kind?: string;
  /** Bindings that name the table: "{path}". */
  readonly names: Readonly<Record<string, string>>;
  /** Bindings that name its columns, and what these must be. */
  readonly columns: Readonly<Record<string, WantedColumn>>;
  /** Bindings whose columns are an alternate key together. */
  readonly keys: readonly (readonly string[])[];
}

/** What a column must be. */
export interface WantedColumn {
  readonly type?: string;
  /** A part of the key that clients give, or that the target makes. */
  readonly key?: 'given' | 'made';
  /** The binding with the name of the table it leads to. */
  readonly to?: string;
}

/** Rows that are there. */
export interface RowSample {
  /** Lists them. */
  readonly get: string;
  readonly in: string;
  /** By binding the place of its value in a row. */
  readonly gives: Readonly<Record<string, string>>;
  /** By binding where the row is that it names now. */
  readonly find: Readonly<Record<string, string>>;
}
