import type { Json } from '../../../../core/json.ts';
import type { Store, Table } from '../../../kernel/store.ts';
import type { Definition } from './definitions.ts';

/** Attribute values by name; an attribute that was never set is not there. */
export type AttributeValues = Readonly<Record<string, Json>>;

/** One stored fragment. */
export interface FragmentRow {
  /** Lower case. */
  readonly id: string;
  /** As on the wire: base64 of an 8-byte rowversion. */
  readonly timeStamp: string;
  readonly values: AttributeValues;
  /** When it was last written, in milliseconds since 1970. */
  readonly writtenAt: number;
  /** The object that it is part of; undefined: an object of its own, which the Objects service does not show. */
  readonly owner?: FragmentOwner;
}

/** An object, as its fragments know it. */
export interface FragmentOwner {
  /** Name of its type. */
  readonly type: string;
  /** Lower case. */
  readonly id: string;
}

/** The fragments of one definition, by lower-case id. */
export function fragmentsOf(store: Store, { name }: Definition): Table<FragmentRow> {
  return store.table<FragmentRow>(`fragments/${name}`);
}

/** The id of the object that a fragment is part of; where it is the only part, one made of its own id. */
export function objectIdOf({ id, owner }: FragmentRow): string {
  return owner?.id ?? otherIdOf(id);
}

/** An id made of another one, of the same version and variant. */
export function otherIdOf(id: string): string {
  return [...id].map((digit, at) => (at === 14 || at === 19 ? digit : (otherDigit[digit] ?? digit))).join('');
}

const otherDigit: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789abcdef'].map((digit, index, all) => [digit, all.at(index - 1) ?? digit]),
);
