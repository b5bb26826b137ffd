import { compareNumbers, numberFromText } from '../../../../core/exact-number.ts';
import { isGuid } from '../../../../core/guid.ts';
import { isJsonNumber, type Json } from '../../../../core/json.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import type { World } from '../../../kernel/world.ts';
import { type Refusal, refuseBad, refuseUnexpected } from '../errors.ts';
import type { Column, ColumnType } from '../model/entity.ts';
import { readTimestamp } from '../model/timestamps.ts';

/** A value as the database holds it. */
export interface Converted {
  readonly value: Json;
}

/** Where a value stands, and the rule that a value which cannot be converted comes under. */
export interface Purpose {
  readonly rule: string;
  /** In a URL: the rule on odd spellings of numbers there. */
  readonly spelling?: string;
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

const bits = { smallint: 16, int: 32, bigint: 64 } as const;
const truths: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

/** Converts a JSON value, or a text of the URL, to a column's type; every scalar goes through its text. */
export function convertValue(column: Column, value: Json, purpose: Purpose, world: World): Converted | Refusal {
  if (value === null) return { value };
  const text = asText(value, world);
  const isWrong = purpose.spelling === undefined && isStrictlyTyped(column, value, world);
  const converted = isWrong ? undefined : fromText(column, text, purpose, world);
  if (converted !== undefined) return { value: converted };
  if (!world.keeps(purpose.rule)) return refuseUnexpected(world);
  const development = `Parameter "${text}" cannot be resolved as column "${column.name}" with type "${typeNames[column.type]}".`;
  const production = `Invalid value provided for field: ${column.exposed}`;
  return refuseBad(world, world.features.has('development-messages') ? development : production);
}

/** The bug that a value must have the JSON type of its column. */
function isStrictlyTyped({ type }: Column, value: Json, world: World): boolean {
  const isText = typeof value === 'string';
  const wrong = type === 'int' ? isText : type === 'text' && !isText;
  return wrong && world.mutant('types-are-strict');
}

/** As .NET reads it: blanks around do not matter. */
function fromText({ type }: Column, sent: string, { spelling }: Purpose, world: World): Json | undefined {
  const text = sent.trim();
  switch (type) {
    case 'text':
    case 'json':
    case 'jsonb':
      return sent;
    case 'smallint':
    case 'int':
    case 'bigint':
      return spelling && !isPlain(sent) && !world.keeps(spelling) ? undefined : readInteger(text, bits[type], world);
    case 'numeric':
      return /^[+-]?\d+(?:\.\d+)?$/.test(text) ? toTwoPlaces(text) : undefined;
    case 'double':
      return /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
    case 'boolean':
      return truths.get(text.toLowerCase());
    case 'uuid':
      return isGuid(text) ? text.toLowerCase() : undefined;
    case 'timestamp':
    case 'timestamptz':
      return readTimestamp(
        world.mutant('offsets-are-cut') ? text.replace(/[+-]\d{2}:\d{2}$/, '') : text,
        world.mutant('timestamps-are-local') ? '+02:00' : undefined,
      );
  }
}

/** Is an integer spelled the shortest way, or is this none at all? */
function isPlain(sent: string): boolean {
  return /^-?(?:0|[1-9]\d*)$/.test(sent) || !/^\s*[+-]?\d+\s*$/.test(sent);
}

/** A sign and leading zeros are fine, a fraction or exponent is not. */
function readInteger(text: string, width: number, world: World): Json | undefined {
  if (!/^[+-]?\d+$/.test(text)) {
    const whole = /^[+-]?\d+\.0*$/.test(text) && world.mutant('whole-decimals-are-integers');
    return whole ? Number(text) : undefined;
  }
  const integer = BigInt(text);
  if (BigInt.asIntN(width, integer) !== integer)
    return world.mutant('too-large-integers-wrap') ? numberFromText(String(BigInt.asIntN(width, integer))) : undefined;
  return world.mutant('big-numbers-are-doubles') ? Number(integer) : numberFromText(String(integer));
}

/** A numeric(5,2): rounded half away from zero, and too large is for the database to say. */
function toTwoPlaces(text: string): Json {
  const cents = Math.round(Math.abs(Number(text)) * 100);
  return numberFromText(`${text.startsWith('-') ? '-' : ''}${(cents / 100).toFixed(2)}`);
}

/** Does a numeric(5,2) hold it? */
export function fitsNumeric(value: Json): boolean {
  return !isJsonNumber(value) || (compareNumbers(value, 1000) < 0 && compareNumbers(value, -1000) > 0);
}

/** The text .NET makes of a JSON value. */
function asText(value: Json, world: World): string {
  if (typeof value === 'string') return value;
  const plain = stringifyJson(value);
  if (!isJsonNumber(value) && !world.keeps('DAB-PUT-018'))
    return typeof value === 'boolean' ? plain : '[object Object]';
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : plain;
}
