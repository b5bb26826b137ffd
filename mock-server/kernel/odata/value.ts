import { ExactNumber } from '../../../core/exact-number.ts';
import { isGuid } from '../../../core/guid.ts';
import type { Json } from '../../../core/json.ts';
import { type Instant, parseInstant } from './instant.ts';

/** A UUID, compared without regard to letter case. */
export interface Guid {
  readonly kind: 'guid';
  /** In lower case. */
  readonly text: string;
}

/** What an expression can be worth. Null is SQL's: it is also the truth value "unknown". */
export type OdataValue = null | boolean | number | ExactNumber | string | Guid | Instant;

/** What a column or an expression holds. */
export type OdataType = 'boolean' | 'number' | 'text' | 'guid' | 'instant' | 'null';

/** Reads a UUID in its usual form; undefined when the text is none. */
export function parseGuid(text: string): Guid | undefined {
  return isGuid(text) ? { kind: 'guid', text: text.toLowerCase() } : undefined;
}

/** The value of a stored JSON value; a text means what its column's type says. Lists and objects compare with nothing: null. */
export function toValue(json: Json | undefined, type: OdataType): OdataValue {
  if (typeof json === 'string') {
    if (type === 'guid') return parseGuid(json) ?? null;
    return type === 'instant' ? (parseInstant(json) ?? null) : json;
  }
  if (json === undefined || typeof json === 'boolean' || typeof json === 'number') return json ?? null;
  return json instanceof ExactNumber ? json : null;
}

/** The type of a value. */
export function typeOfValue(value: OdataValue): OdataType {
  if (value === null) return 'null';
  if (typeof value === 'number' || value instanceof ExactNumber) return 'number';
  if (typeof value === 'string') return 'text';
  return typeof value === 'boolean' ? 'boolean' : value.kind;
}
