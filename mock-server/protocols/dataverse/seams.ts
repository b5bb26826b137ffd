import { type Seam, seam } from '../../kernel/seam.ts';
import type { Store } from '../../kernel/store.ts';
import type { Collection } from './model/navigation.ts';
import type { AlternateKey, State, TableModel } from './model/table.ts';
import type { Changes, TableRow } from './model/table-row.ts';
import type { AnsweredItem, AnsweredPart } from './operations/batch/answered-item.ts';
import type { Patched } from './operations/patched.ts';
import type { Definition } from './read/definitions/definition-type.ts';
import type { Shape } from './read/shape.ts';
import type { QueryOptions } from './request/parse-query.ts';
import type { WebApiCall } from './request/web-api-call.ts';

/*
 * The decisions of this core that a bug may attach to.
 */

/** The alternate keys that the metadata shows of a table. */
export const keysInMetadata: Seam<readonly AlternateKey[]> = seam('keys-in-metadata');

/** The tables of which there are definitions. */
export const tablesDefined: Seam<readonly Definition[]> = seam(
  'tables-defined',
  'Definitions are shown alone, in lists and by two keys, and one thing that they do not tell is missing in all of these.',
);

/** The rows of an expanded collection. */
export const collectionShown: Seam<readonly TableRow[], CollectionContext> = seam('collection-shown');

/** An expanded collection. */
export interface CollectionContext {
  readonly store: Store;
  readonly collection: Collection;
}

/** What links a row that is created with another one: its lookup to the other, or that of the other to it. */
export const linkOfNested: Seam<Changes, { readonly kind: 'lookup' | 'collection' }> = seam('link-of-nested');

/** Id of the row that the values of an alternate key lead to. */
export const rowOfKey: Seam<string | undefined, KeySearch> = seam('row-of-key');

/** Values of an alternate key, and where to look for them. */
export interface KeySearch {
  readonly store: Store;
  readonly table: TableModel;
  readonly key: AlternateKey;
  readonly values: Changes;
}

/** The values of a row that an upsert by alternate key creates. */
export const valuesByKey: Seam<Changes, { readonly inUrl: Changes; readonly inBody: Changes }> = seam('values-by-key');

/** The changes of a write, with the state and the status that it leaves. */
export const stateAndStatus: Seam<Changes, StateChange> = seam('state-and-status');

/** A write that touches state or status. */
export interface StateChange {
  /** The values of the row; empty for a new one. */
  readonly before: Changes;
  /** What the client sent. */
  readonly changes: Changes;
  /** The state that the row will have. */
  readonly state: State;
}

/** The version of an updated row. */
export const versionOfUpdate: Seam<bigint, Update> = seam('version-of-update');

/** A row that is being updated. */
export interface Update {
  readonly call: WebApiCall;
  readonly row: TableRow;
  readonly changes: Changes;
}

/** The row as the answer to a PATCH shows it. */
export const rowShown: Seam<TableRow, Patched> = seam('row-shown');

/** How much of the row the answer to a PATCH shows. */
export const shapeShown: Seam<Shape, QueryOptions> = seam('shape-shown');

/** The answers to the parts of a batch, as it shows them. */
export const batchShown: Seam<readonly AnsweredItem[]> = seam('batch-shown');

/** What a change set shows that failed: the failure. Known as well: what was answered before it. */
export const failureShown: Seam<readonly AnsweredPart[], readonly AnsweredPart[]> = seam(
  'failure-shown',
  'no later decision knows what was answered before the failure',
);
