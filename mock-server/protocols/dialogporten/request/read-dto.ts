import { isWholeNumber } from '../../../../core/exact-number.ts';
import { isJsonArray, isJsonNumber, isJsonObject, type Json, type JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { parseInstant } from '../model/date-time.ts';
import type { DtoObject, DtoType, Member } from '../model/dto-schema.ts';
import { parseGuid } from '../model/guid.ts';

/** A value that cannot be read into its type; `place` as the server names it ("activities", "status"). */
interface ReadFault {
  readonly place: string;
  readonly message: string;
}

/** What was read, or the first fault. */
export type Read<T> = { readonly value: T } | { readonly fault: ReadFault };

/** PUT and POST read strictly; PATCH takes numbers in quotes and date-times without an offset. */
export interface ReadOptions {
  readonly lenient?: boolean;
}

const localization: DtoObject = {
  kind: 'object',
  members: [
    { name: 'value', type: { kind: 'text' } },
    { name: 'languageCode', type: { kind: 'text' } },
  ],
};

/**
 * Reads JSON into a type: member names and enum names match in any letter case, unknown members are dropped, absent
 * and null scalars are left out, absent lists become empty. An enum number out of range stays a number.
 */
export function readDto(type: DtoObject, value: Json, world: World, options: ReadOptions = {}): Read<JsonObject> {
  const read = readValue(type, value, '', world, options);
  return 'fault' in read ? read : { value: read.value as JsonObject };
}

/** Reads one value of any type; used for values inside a JSON Patch. */
export function readValue(type: DtoType, value: Json, place: string, world: World, options: ReadOptions): Read<Json> {
  switch (type.kind) {
    case 'object':
      return readObject(type, value, place, world, options);
    case 'list':
      return readList(type.of, value, place, world, options);
    case 'localizations':
      return readList(localization, value, place, world, options);
    default:
      return readScalar(type, value, place, world, options);
  }
}

function readObject(type: DtoObject, value: Json, place: string, world: World, options: ReadOptions): Read<Json> {
  if (!isJsonObject(value)) return unreadable(place);
  const given = new Map(Object.entries(value).map((entry) => [entry[0].toLowerCase(), entry]));
  const out: Record<string, Json> = {};
  for (const each of type.members) {
    const { name, type: memberType } = each;
    const [spelt, sent] = given.get(name.toLowerCase()) ?? [];
    const member =
      spelt === name || (spelt !== undefined && world.keepsFor('members', 'DP-ERR-009')) ? sent : undefined;
    const inner = place === '' ? name : `${place}.${name}`;
    if (member === undefined || (member === null && (options.lenient || mayBeNull(each, world)))) {
      if (memberType.kind === 'list') out[name] = [];
      else if (memberType.kind === 'flag') out[name] = false;
      continue;
    }
    if (member === null) return { fault: { place: inner, message: `'${inner}' must not be null.` } };
    const read = readValue(memberType, member, inner, world, options);
    if ('fault' in read) return read;
    out[name] = read.value;
  }
  return { value: out };
}

/** Lists, flags and what an enumeration has to say cannot be null; everything else can. */
function mayBeNull({ type, required }: Member, world: World): boolean {
  const cannot = type.kind === 'list' || type.kind === 'flag' || (type.kind === 'enum' && required);
  return !(cannot && world.keepsFor(type.kind, 'DP-ERR-010'));
}

function readList(of: DtoType, value: Json, place: string, world: World, options: ReadOptions): Read<Json> {
  if (!isJsonArray(value)) return unreadable(place);
  const out: Json[] = [];
  for (const [index, item] of value.entries()) {
    const read = readValue(of, item, `${place}[${index}]`, world, options);
    if ('fault' in read) return read;
    out.push(read.value);
  }
  return { value: out };
}

function readScalar(
  type: Exclude<DtoType, { kind: 'object' | 'list' | 'localizations' }>,
  value: Json,
  place: string,
  world: World,
  { lenient = false }: ReadOptions,
): Read<Json> {
  const text = typeof value === 'string' ? value : undefined;
  switch (type.kind) {
    case 'text':
      return text === undefined ? unreadable(place) : { value: text };
    case 'flag':
      return typeof value === 'boolean' ? { value } : unreadable(place);
    case 'int': {
      const number = lenient && text !== undefined && /^-?\d+$/.test(text) ? Number(text) : wholeNumber(value);
      return number === undefined ? { fault: { place, message: notAnInteger } } : { value: number };
    }
    case 'guid': {
      const guid = text === undefined ? undefined : parseGuid(text);
      return guid === undefined ? unreadable(place) : { value: guid };
    }
    case 'date': {
      const read = text === undefined ? undefined : parseInstant(text);
      if (!read) return unreadable(place);
      if (read.hasOffset || (lenient ? world.keeps('DP-ERR-014') : !world.keeps('DP-ERR-011')))
        return { value: read.instant };
      const message = `The JSON value could not be converted to System.DateTimeOffset. Expected explicit offset postfix. For example '+00:00', '-05:00', 'Z'. Got '${text}'.`;
      return { fault: { place, message } };
    }
    case 'enum':
      return readEnum(type.names, value, place, world);
  }
}

const notAnInteger = 'Either the JSON value is not in a supported format, or is out of bounds for an Int32.';

function wholeNumber(value: Json): number | undefined {
  if (!isJsonNumber(value) || !isWholeNumber(value)) return undefined;
  const number = Number(value);
  return Math.abs(number) > 2_147_483_647 ? undefined : number;
}

function readEnum(names: readonly string[], value: Json, place: string, world: World): Read<Json> {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number)) return { value: names[number - 1] ?? number };
  const lower = typeof value === 'string' ? value.toLowerCase() : undefined;
  const name = names.find((each) => each.toLowerCase() === lower);
  const known = name !== undefined && (name === value || world.keepsFor('enums', 'DP-ERR-009'));
  return known ? { value: name } : unreadable(place);
}

function unreadable(place: string): Read<never> {
  return {
    fault: { place, message: `The JSON value could not be converted. Path: $${place === '' ? '' : `.${place}`}.` },
  };
}
