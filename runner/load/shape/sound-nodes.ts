import type { YamlEntry, YamlNode } from '../input/yaml-node.ts';

/*
 * Reading what has been checked against its JSON Schema: what is of another kind has been told, and is read as nothing.
 */

/** The members of a map. */
export function membersOf(node: YamlNode | undefined): readonly YamlEntry[] {
  return node?.kind === 'map' ? node.entries.filter(({ empty }) => !empty) : [];
}

/** The member of a map with this key. */
export function memberOf(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return membersOf(node).find((entry) => entry.key === key)?.value;
}

/** The items of a list; of one value that stands for a list, the value. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  if (node === undefined) return [];
  return node.kind === 'list' ? node.items : [node];
}

/** A text. */
export function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}
