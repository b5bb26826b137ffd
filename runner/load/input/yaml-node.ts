import type { ExactNumber } from '../../../core/exact-number.ts';

/** A stretch of a file's text, in UTF-16 units from 0. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** YAML without its syntax: what the readers of all file kinds work on. */
export type YamlNode = YamlMap | YamlList | YamlScalar;

export interface YamlMap extends Range {
  readonly kind: 'map';
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: YamlNode;
  /** Nothing was written after the key; that is a fault already. */
  readonly empty?: true;
}

interface YamlList extends Range {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
}

export interface YamlScalar extends Range {
  readonly kind: 'scalar';
  readonly value: null | boolean | string | number | ExactNumber;
}

/** The members of a map by key. */
export function entriesByKey(map: YamlMap): ReadonlyMap<string, YamlEntry> {
  return new Map(map.entries.map((entry) => [entry.key, entry]));
}
