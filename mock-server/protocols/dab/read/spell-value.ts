import { numberFromText } from '../../../../core/exact-number.ts';
import { isJsonArray, isJsonObject, type Json } from '../../../../core/json.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import type { Column } from '../model/entity.ts';

/** A value as the database writes it into the JSON of a read. */
export function spellAsDatabase({ type }: Column, value: Json): Json {
  if (type === 'timestamptz' && typeof value === 'string') return `${value}+00:00`;
  if (type === 'double' && typeof value === 'number') return numberFromText(plainDecimal(value));
  return value;
}

/** A value as the product writes it into the answer to a write: another spelling, the same value. */
export function spellAsProduct({ type }: Column, value: Json): Json {
  if (value === null) return value;
  if (type === 'timestamptz' && typeof value === 'string') return `${value}Z`;
  if (type === 'double' && typeof value === 'number') return numberFromText(shortestDecimal(value));
  return type === 'jsonb' || type === 'json' ? jsonAsText(value) : value;
}

function plainDecimal(value: number): string {
  const text = String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e-(\d+)$/.exec(text);
  if (!match) return text;
  const [, sign = '', first = '', rest = '', zeros = '0'] = match;
  return `${sign}0.${'0'.repeat(Number(zeros) - 1)}${first}${rest}`;
}

/** .NET writes an exponent with two digits at least: 1E-07. */
function shortestDecimal(value: number): string {
  return String(value)
    .replace(/e([+-])(\d)$/, 'E$10$2')
    .replace('e', 'E');
}

/** PostgreSQL's text of a jsonb value: a blank after each colon and comma. */
function jsonAsText(value: Json): string {
  if (isJsonArray(value)) return `[${value.map(jsonAsText).join(', ')}]`;
  if (!isJsonObject(value)) return stringifyJson(value);
  const members = Object.entries(value).map(([name, member]) => `${stringifyJson(name)}: ${jsonAsText(member)}`);
  return `{${members.join(', ')}}`;
}
