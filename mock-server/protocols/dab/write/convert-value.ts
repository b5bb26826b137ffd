import { compareNumbers, numberFromText } from '../../../../core/exact-number.ts';
import { isGuid } from '../../../../core/guid.ts';
import { isJsonNumber, type Json } from '../../../../core/json.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import type { Refused } from '../../../kernel/refused.ts';
import type { World } from '../../../kernel/world.ts';
import { refuseBad } from '../errors.ts';
import type { Column, ColumnType } from '../model/entity.ts';
import { readTimestamp } from '../model/timestamps.ts';
import type { SentValue } from '../seams.ts';
import * as seams from '../seams.ts';

/** A value as the database holds it. */
export interface Converted {
  readonly value: Json;
}

/** .NET's name of a type, which messages print. */
const typeNames: Readonly<Record<ColumnType, string>> = {
  smallint: 'Int16',
  int: 'Int32',
  bigint: 'Int64',
  numeric: 'Decimal',
  double: 'Double',
  boolean: 'Boolean',
  text: 'String',
  uuid: 'Guid',
  timestamp: 'DateTime',
  timestamptz: 'DateTime',
  json: 'String',
  jsonb: 'String',
};

/** How wide the integer types are. */
export const bits = { smallint: 16, int: 32, bigint: 64 } as const;

/** Does a column hold integers? */
export function isInteger({ type }: Column): boolean {
  return type in bits;
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

/** Converts what was sent to a column's type; every scalar goes through its text. `rule`: that it can be converted. */
export function convertValue(sent: SentValue, rule: string, world: World): Converted | Refused {
  const { column, sent: value } = sent;
  if (value === null) return { value };
  const text = asText(value);
  const converted = world.through(seams.valueOfColumn, fromText(column, text), sent);
  if (converted !== undefined) return { value: converted };
  world.cites(rule);
  const development = `Parameter "${text}" cannot be resolved as column "${column.name}" with type "${typeNames[column.type]}".`;
  const production = `Invalid value provided for field: ${column.exposed}`;
  return refuseBad(world, world.features.has('development-messages') ? development : production);
}

/** As .NET reads it: blanks around do not matter. */
function fromText({ type, numeric }: Column, sent: string): Json | undefined {
  const text = sent.trim();
  switch (type) {
    case 'text':
    case 'json':
    case 'jsonb':
      return sent;
    case 'smallint':
    case 'int':
    case 'bigint':
      return readInteger(text, bits[type]);
    case 'numeric':
      return /^[+-]?\d+(?:\.\d+)?$/.test(text) ? roundNumeric(text, numeric) : undefined;
    case 'double':
      return /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
    case 'boolean':
      return truths.get(text.toLowerCase());
    case 'uuid':
      return isGuid(text) ? text.toLowerCase() : undefined;
    case 'timestamp':
    case 'timestamptz':
      return readTimestamp(text);
  }
}

/** A sign and leading zeros are fine, a fraction or exponent is not. */
function readInteger(text: string, width: number): Json | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const integer = BigInt(text);
  return BigInt.asIntN(width, integer) === integer ? numberFromText(String(integer)) : undefined;
}

/** Rounded half away from zero to the places of the column, and too large is for the database to say. */
function roundNumeric(text: string, numeric: Column['numeric'] = [5, 2]): Json {
  const [, sign = '', whole = '', fraction = ''] = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const places = numeric === 'any' ? fraction.length : numeric[1];
  const kept = BigInt(whole + fraction.padEnd(places, '0').slice(0, places));
  const rounded = String(kept + (Number(fraction[places] ?? '0') >= 5 ? 1n : 0n)).padStart(places + 1, '0');
  const point = rounded.length - places;
  const digits = places === 0 ? rounded : `${rounded.slice(0, point)}.${rounded.slice(point)}`;
  return numberFromText(`${sign === '-' ? '-' : ''}${digits}`);
}

/** Does a column of this many digits hold it? */
export function fitsNumeric(value: Json, numeric: Column['numeric'] = [5, 2]): boolean {
  if (!isJsonNumber(value) || numeric === 'any') return true;
  const limit = `1${'0'.repeat(numeric[0] - numeric[1])}`;
  return compareNumbers(value, numberFromText(limit)) < 0 && compareNumbers(value, numberFromText(`-${limit}`)) > 0;
}

/** The text .NET makes of a JSON value. */
export function asText(value: Json): string {
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : stringifyJson(value);
}
