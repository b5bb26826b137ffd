import type { ExactNumber } from '../../../../../core/exact-number.ts';

/** A value that is written out. */
export type Literal =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number | ExactNumber }
  | { readonly kind: 'date'; readonly text: string }
  | { readonly kind: 'null' };

/** One step away from a fragment: to what an attribute names, to all above it, or to another fragment of the same object. */
export interface Step {
  readonly kind: 'relation' | 'recursive' | 'fragment';
  readonly name: string;
}

/** An attribute: of the fragment itself, or of what the steps lead to. */
export interface Path {
  readonly steps: readonly Step[];
  readonly attribute: string;
  /** Where it begins. */
  readonly at: number;
}

/** How two values are compared. */
export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** What a WHERE clause says of a fragment. */
export type Condition =
  | { readonly kind: 'and'; readonly all: readonly Condition[] }
  | { readonly kind: 'or'; readonly all: readonly Condition[] }
  | { readonly kind: 'not'; readonly condition: Condition }
  | { readonly kind: 'compare'; readonly path: Path; readonly by: Comparator; readonly with: Literal | Path }
  | { readonly kind: 'like'; readonly path: Path; readonly pattern: string }
  | { readonly kind: 'in'; readonly path: Path; readonly list: readonly Literal[] }
  | { readonly kind: 'null'; readonly path: Path };

/** A column of a list, and what it is called there. */
export interface Column {
  readonly path: Path;
  /** Undefined: it is called as its attribute is. */
  readonly alias?: string;
}

/** A column that a list is sorted by. */
export interface SortKey {
  readonly column: string;
  readonly descending: boolean;
  readonly at: number;
}

/** Why an expression cannot be read, and where. */
export interface AsqlFault {
  readonly expected: string;
  readonly found: string;
  readonly at: number;
}

/** What was read, or the first thing that cannot stand where it stands. */
export type Parsed<T> = { readonly value: T } | { readonly fault: AsqlFault };
