import type { Json } from '../../../core/json.ts';
import type { Refused } from '../../kernel/refused.ts';
import { type Seam, seam } from '../../kernel/seam.ts';
import type { Store } from '../../kernel/store.ts';
import type { Action, Column, Entity, Permissions } from './model/entity.ts';
import type { Row } from './model/rows.ts';
import type { Call } from './request/call.ts';
import type { Form } from './request/write-form.ts';

/** Where a value to be converted comes from. */
export interface SentValue {
  readonly column: Column;
  /** As sent: a JSON value, or a text of the URL. */
  readonly sent: Json;
  readonly inUrl: boolean;
}

/** A write whose row is being composed. */
export interface Composition {
  readonly store: Store;
  readonly entity: Entity;
  readonly form: Form;
  /** Undefined: an insert. */
  readonly before: Row | undefined;
  /** Columns sent, converted. */
  readonly values: Row;
}

/** A column that a role may not write, and the action that forbids it. */
export interface Forbidden {
  readonly column: string;
  readonly action: Action;
}

/** What the database has against a row. */
export interface Violation {
  readonly of: 'type' | 'not-null' | 'unique' | 'key' | 'foreign';
  readonly refused: Refused;
}

/*
 * The decisions of this core to which a bug may attach.
 */

/** The decoded segments behind the entity. */
export const segmentsOfKey: Seam<readonly string[], { readonly raw: readonly string[] }> = seam('segments-of-key');

/** The value a column holds for what was sent; undefined: it cannot be converted. */
export const valueOfColumn: Seam<Json | undefined, SentValue> = seam('value-of-column');

/** The row a write leaves. */
export const rowOfWrite: Seam<Row, Composition> = seam('row-of-write');

/** What the database has against a row; undefined: nothing. */
export const violation: Seam<Violation | undefined, { readonly call: Call; readonly row: Row }> = seam('violation');

/** What a role may do where the configuration does not list it. */
export const permissionsOfUnlistedRole: Seam<Permissions | 'all' | 'none'> = seam('permissions-of-unlisted-role');

/** Columns of a write that its role may not touch. */
export const forbiddenColumns: Seam<readonly Forbidden[], { readonly entity: Entity; readonly method: string }> =
  seam('forbidden-columns');

/** Must a body have this column, which an insert cannot do without? */
export const mustBeSent: Seam<boolean, Form> = seam('must-be-sent');

/** Does a write without a key in the URL update the row whose key is in its body? */
export const updatesTaken: Seam<boolean> = seam(
  'updates-taken',
  'the editions differ in it, and a bug takes the one for the other',
);

/** Location of a row inserted without a key in the URL; "": it is not told. */
export const locationOfNew: Seam<string, { readonly call: Call; readonly row: Row }> = seam('location-of-new');

/** The link to the next page; undefined: this is the last one. `link`: what it would be. */
export const nextLink: Seam<string | undefined, { readonly call: Call; readonly link: string }> = seam('next-link');
