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
}

/** The fragments of one definition, by lower-case id. */
export function fragmentsOf(store: Store, { name }: Definition): Table<FragmentRow> {
  return store.table<FragmentRow>(`fragments/${name}`);
}
