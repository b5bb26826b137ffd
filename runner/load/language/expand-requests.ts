import type { YamlEntry, YamlMap, YamlNode } from '../input/yaml-node.ts';
import { methods } from './read-call.ts';

/** Where operations of JSON Patch may stand in short: the keys of requests, and parameters and case values of these names. */
const places: readonly string[] = ['edit', 'jsonPatch'];
/** What is sent or looked at as it stands. */
const literal: readonly string[] = ['json', 'text', 'query', 'headers', 'expect', 'assume', 'let'];

const valued = /^(add|replace|test) (\/.*)$/s;
const moved = /^(move|copy) (\/.*)$/s;
const removed = /^remove (\/.*)$/s;

/**
 * The same YAML with short requests and operations written out: `PUT: target` is `request: PUT target`, and
 * `replace /title: x` is `{ op: replace, path: /title, value: x }`.
 */
export function expandRequests(node: YamlNode): YamlNode {
  if (node.kind === 'list') return { ...node, items: node.items.map(expandRequests) };
  if (node.kind === 'scalar') return node;
  const called = node.entries.some(({ key }) => key === 'request');
  return { ...node, entries: node.entries.map((entry) => (called ? undefined : callOf(entry)) ?? expandIn(entry)) };
}

function callOf({ key, keyRange, value }: YamlEntry): YamlEntry | undefined {
  if (!methods.includes(key) || value.kind !== 'scalar' || typeof value.value !== 'string') return undefined;
  return { key: 'request', keyRange, value: { ...value, value: `${key} ${value.value}` } };
}

function expandIn(entry: YamlEntry): YamlEntry {
  const { key, value } = entry;
  if (places.includes(key) && value.kind === 'list')
    return { ...entry, value: { ...value, items: value.items.map(operation) } };
  return literal.includes(key) ? entry : { ...entry, value: expandRequests(value) };
}

function operation(item: YamlNode): YamlNode {
  if (item.kind === 'scalar' && typeof item.value === 'string') {
    const path = removed.exec(item.value)?.[1];
    return path === undefined
      ? item
      : operationOf(
          item,
          [
            ['op', 'remove'],
            ['path', path],
          ],
          undefined,
        );
  }
  const [only, second] = item.kind === 'map' ? item.entries : [];
  if (!only || second || item.kind !== 'map') return item;
  const [, op, path] = valued.exec(only.key) ?? [];
  if (op !== undefined && path !== undefined)
    return operationOf(
      item,
      [
        ['op', op],
        ['path', path],
      ],
      { ...only, key: 'value' },
    );
  const [, way, from] = moved.exec(only.key) ?? [];
  if (way !== undefined && from !== undefined)
    return operationOf(
      item,
      [
        ['op', way],
        ['from', from],
      ],
      { ...only, key: 'path' },
    );
  return item;
}

function operationOf(
  item: YamlNode,
  texts: readonly (readonly [string, string])[],
  last: YamlEntry | undefined,
): YamlMap {
  const { start, end } = item.kind === 'map' ? (item.entries[0]?.keyRange ?? item) : item;
  const range = { start, end };
  const said = texts.map(
    ([key, value]): YamlEntry => ({ key, keyRange: range, value: { kind: 'scalar', value, ...range } }),
  );
  return { kind: 'map', entries: last ? [...said, last] : said, start: item.start, end: item.end };
}
