import { suggest } from './suggest.ts';
import type { TextFile } from './text-file.ts';
import type { Range, YamlEntry, YamlMap, YamlNode } from './yaml-node.ts';

/** A map whose keys are known: what is asked of it is read, what is missing or unknown is a fault. */
export interface MapReader {
  readonly range: Range;
  /** Keys that are there, in order. */
  readonly keys: readonly string[];
  has(key: string): boolean;
  /** Where the key stands; the map's own place when it is not there. */
  at(key: string): Range;
  node(key: string): YamlNode | undefined;
  /** The value of a key that must be there; `fallback` (after a fault) when it is not. */
  required<T>(key: string, read: (node: YamlNode) => T, fallback: T): T;
  optional<T>(key: string, read: (node: YamlNode) => T): T | undefined;
}

/** Reads a node as a map with these keys. `what` names it in messages: "a step", "the suite". */
export function readMap(file: TextFile, node: YamlNode, what: string, known: readonly string[]): MapReader {
  if (node.kind !== 'map') {
    file.fault(node, `${what} must be a map, not ${describe(node)}`, `keys: ${known.join(', ')}`);
    return mapReader(file, { kind: 'map', entries: [], start: node.start, end: node.end }, what, false);
  }
  for (const { key, keyRange, empty } of node.entries) {
    if (!empty && !known.includes(key)) file.fault(keyRange, `unknown key "${key}" in ${what}`, suggest(key, known));
  }
  return mapReader(file, node, what, true);
}

function mapReader(file: TextFile, map: YamlMap, what: string, sound: boolean): MapReader {
  const entries = new Map<string, YamlEntry>(map.entries.map((entry) => [entry.key, entry]));
  return {
    range: headOf(map),
    keys: [...entries.keys()],
    has: (key) => entries.has(key),
    at: (key) => entries.get(key)?.keyRange ?? headOf(map),
    node: (key) => entries.get(key)?.value,
    required(key, read, fallback) {
      const entry = entries.get(key);
      if (entry) return entry.empty ? fallback : read(entry.value);
      if (sound) file.fault(headOf(map), `${what} needs the key "${key}"`);
      return fallback;
    },
    optional(key, read) {
      const entry = entries.get(key);
      return entry && !entry.empty ? read(entry.value) : undefined;
    },
  };
}

/** What to point at when a map as a whole is meant: its first key. */
function headOf(map: YamlMap): Range {
  return map.entries[0]?.keyRange ?? { start: map.start, end: Math.min(map.end, map.start + 1) };
}

/** A node in words, for "must be a map, not a list". */
export function describe(node: YamlNode): string {
  if (node.kind === 'map') return 'a map';
  if (node.kind === 'list') return 'a list';
  if (node.value === null) return 'null';
  if (typeof node.value === 'string') return 'a text';
  if (typeof node.value === 'boolean') return 'true or false';
  return 'a number';
}

/** An object with one member, or none when there is no value: for building objects without undefined members. */
export function member<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
}
