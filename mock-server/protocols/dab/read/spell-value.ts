import { isJsonObject, type Json } from '../../../../core/json.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import type { Column } from '../model/entity.ts';

/** A value as the database writes it into the JSON of a read. */
export function spellAsDatabase({ type }: Column, value: Json): Json {
  return type === 'timestamptz' && typeof value === 'string' ? `${value}+00:00` : value;
}

/**
 * A value as the product writes it into the answer to a write: another spelling, the same value. A document is shown as
 * PostgreSQL's text; those of the fixture have one member each, and no client can write others (DAB-TYP-003).
 */
export function spellAsProduct({ type }: Column, value: Json): Json {
  if (isJsonObject(value)) return stringifyJson(value).replaceAll('":', '": ');
  return type === 'timestamptz' && typeof value === 'string' ? `${value}Z` : value;
}
