import { ExactNumber } from '../../core/exact-number.ts';
import type { RandomState } from './seeded-random.ts';
import type { ServiceSnapshot } from './service-snapshot.ts';
import type { Row } from './store.ts';

/** A snapshot as plain JSON, for files and the control plane. */
export interface EncodedState {
  readonly version: 1;
  readonly tables: Readonly<Record<string, readonly (readonly [key: string, row: unknown])[]>>;
  readonly counters: Readonly<Record<string, string>>;
  readonly random: RandomState;
  readonly clockMs: number;
}

/** Writes a snapshot as JSON. What JSON has no word for becomes an object with one member that begins with "$". */
export function encodeState({ store, random, clockMs }: ServiceSnapshot): EncodedState {
  return {
    version: 1,
    tables: Object.fromEntries(
      [...store.tables].map(([name, rows]) => [name, [...rows].map(([key, row]) => [key, encodeValue(row)] as const)]),
    ),
    counters: Object.fromEntries([...store.counters].map(([name, value]) => [name, String(value)])),
    random,
    clockMs,
  };
}

/** Reads what {@link encodeState} wrote; undefined when it is something else. */
export function decodeState(value: unknown): ServiceSnapshot | undefined {
  if (!isEncodedState(value)) return undefined;
  const tables = Object.entries(value.tables).map(
    ([name, rows]) => [name, new Map(rows.map(([key, row]) => [key, decode(row) as Row]))] as const,
  );
  const counters = Object.entries(value.counters).map(([name, text]) => [name, BigInt(text)] as const);
  return {
    store: { tables: new Map(tables), counters: new Map(counters) },
    random: value.random,
    clockMs: value.clockMs,
  };
}

function isEncodedState(value: unknown): value is EncodedState {
  if (typeof value !== 'object' || value === null) return false;
  const state = value as Partial<EncodedState>;
  return (
    state.version === 1 &&
    typeof state.clockMs === 'number' &&
    Array.isArray(state.random) &&
    state.random.length === 4 &&
    state.random.every((word) => Number.isInteger(word)) &&
    isMap(state.tables, (rows) => Array.isArray(rows) && rows.every(isEntry)) &&
    isMap(state.counters, (text) => typeof text === 'string' && /^-?\d+$/.test(text))
  );
}

function isMap(value: unknown, holds: (member: unknown) => boolean): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every(holds);
}

function isEntry(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    typeof value[0] === 'string' &&
    typeof value[1] === 'object' &&
    value[1] !== null
  );
}

/** A row or a part of one as plain JSON; equal values give equal JSON. */
export function encodeValue(value: unknown): unknown {
  if (value === undefined) return { $undefined: true };
  if (typeof value === 'bigint') return { $bigint: String(value) };
  if (typeof value === 'number' && !(Number.isFinite(value) && !Object.is(value, -0))) {
    return { $number: Object.is(value, -0) ? '-0' : String(value) };
  }
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof ExactNumber) return { $exact: value.text };
  if (value instanceof Date) return { $date: value.getTime() };
  if (value instanceof Uint8Array)
    return { $bytes: [...value].map((byte) => byte.toString(16).padStart(2, '0')).join('') };
  if (value instanceof Map) return { $map: [...value].map(([key, item]) => [encodeValue(key), encodeValue(item)]) };
  if (value instanceof Set) return { $set: [...value].map(encodeValue) };
  if (Array.isArray(value)) return value.map(encodeValue);
  const members = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, encodeValue(member)]));
  const [only, ...others] = Object.keys(members);
  return only?.startsWith('$') && others.length === 0 ? { $object: members } : members;
}

function decode(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(decode);
  const entries = Object.entries(value);
  const [tag, content] = entries.length === 1 ? (entries[0] ?? ['', undefined]) : ['', undefined];
  switch (tag) {
    case '$undefined':
      return undefined;
    case '$bigint':
      return BigInt(content);
    case '$number':
      return Number(content);
    case '$exact':
      return new ExactNumber(content);
    case '$date':
      return new Date(content);
    case '$bytes':
      return Uint8Array.from(String(content).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    case '$map':
      return new Map((content as [unknown, unknown][]).map(([key, item]) => [decode(key), decode(item)]));
    case '$set':
      return new Set((content as unknown[]).map(decode));
    case '$object':
      return decodeMembers(Object.entries(content as object));
    default:
      return decodeMembers(entries);
  }
}

/** Without prototype, as rows made of parsed JSON are, so that "__proto__" stays a member. */
function decodeMembers(entries: readonly (readonly [string, unknown])[]): object {
  const object: Record<string, unknown> = Object.create(null);
  for (const [name, member] of entries) object[name] = decode(member);
  return object;
}
