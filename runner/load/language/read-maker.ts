import type { Maker } from '../../../core/suite.ts';
import { describe, type MapReader, member, readMap } from '../input/read-map.ts';
import { checkId, readInteger, readOffset, readWord } from '../input/read-scalar.ts';
import { suggest } from '../input/suggest.ts';
import type { YamlNode } from '../input/yaml-node.ts';
import { type LanguageContext, withScope } from './context.ts';
import { plainValue, readValue } from './read-template.ts';
import { type DefinedName, extend, fixedRoot, namedRoot, type Root } from './scope.ts';

const makers = ['value', 'uuid', 'time', 'unique', 'fill', 'list'] as const;
const longestFill = 64 * 1024 * 1024;

/** A block of `let`, read: the makers, and their names for the scope. */
export interface LetBlock {
  readonly makers: Readonly<Record<string, Maker>>;
  readonly names: ReadonlyMap<string, DefinedName>;
}

/** Reads `let`; each value may use those above it, and `outer` ones (a suite's). */
export function readLet(
  context: LanguageContext,
  node: YamlNode | undefined,
  outer: ReadonlyMap<string, DefinedName> = new Map(),
): LetBlock {
  const { file } = context;
  const out: Record<string, Maker> = {};
  const names = new Map<string, DefinedName>(outer);
  if (node && node.kind !== 'map') file.fault(node, `let must be a map, not ${describe(node)}`);
  if (node?.kind !== 'map') return { makers: out, names };
  const later = new Set(node.entries.map(({ key }) => key));
  const inner = withScope(context, extend(context.scope, ['let', letRoot(names, later)]));
  for (const { key, keyRange, value } of node.entries) {
    checkId(file, keyRange, key, 'the name');
    if (names.has(key)) file.fault(keyRange, `"${key}" is made by the suite already`);
    out[key] = readMaker(inner, value, key);
    const maker = out[key];
    names.set(key, { range: keyRange, used: false, ...(maker.kind === 'value' ? { value: maker.value } : {}) });
  }
  return { makers: out, names };
}

function letRoot(names: ReadonlyMap<string, DefinedName>, later: ReadonlySet<string>): Root {
  const known = namedRoot(names, 'made value');
  return (path, token) => {
    const name = path[0] ?? '';
    if (names.has(name) || !later.has(name)) return known(path, token);
    return { message: `${token.text} comes too early: "${name}" is not made yet`, hint: 'move it above' };
  };
}

function readMaker(context: LanguageContext, node: YamlNode, name: string): Maker {
  const { file } = context;
  const none: Maker = { kind: 'unique', type: 'text' };
  if (node.kind !== 'map') {
    file.fault(node, `"${name}" needs a maker, not ${describe(node)}`, 'for a plain value write { value: … }');
    return none;
  }
  const kinds = node.entries.map(({ key }) => key).filter((key) => (makers as readonly string[]).includes(key));
  const [kind] = kinds as (typeof makers)[number][];
  if (kind === undefined || kinds.length > 1) {
    const odd = node.entries[0];
    file.fault(
      odd?.keyRange ?? node,
      `"${name}" needs exactly one maker`,
      odd && kinds.length === 0 ? suggest(odd.key, makers) : `makers: ${makers.join(', ')}`,
    );
    return none;
  }
  const extra: Readonly<Record<string, readonly string[]>> = { uuid: ['at'], list: ['item'] };
  const map = readMap(file, node, `the maker ${kind}`, [kind, ...(extra[kind] ?? [])]);
  return readKind(context, map, kind);
}

function readKind(context: LanguageContext, map: MapReader, kind: (typeof makers)[number]): Maker {
  const { file } = context;
  const node = map.node(kind) as YamlNode;
  switch (kind) {
    case 'value':
      return { kind, value: readValue(context, node) };
    case 'uuid': {
      const version = node.kind === 'scalar' ? node.value : undefined;
      if (version !== 4 && version !== 7) file.fault(node, 'uuid takes 4 or 7');
      if (version === 4 && map.has('at')) file.fault(map.at('at'), 'only a version 7 UUID has a time in it');
      const offsetMs = map.optional('at', (at) => readOffset(file, at, 'at'));
      return { kind, version: version === 4 ? 4 : 7, ...member('offsetMs', offsetMs) };
    }
    case 'time':
      return { kind, offsetMs: readOffset(file, node, 'time') };
    case 'unique':
      return { kind, type: readWord(file, node, 'unique', ['text', 'integer']) };
    case 'fill':
      return { kind, length: readInteger(file, node, 'fill', 1, longestFill) };
    case 'list': {
      const inner = withScope(context, extend(context.scope, ['item', fixedRoot(['index', 'uuid', 'previous'])]));
      return {
        kind,
        count: readInteger(file, node, 'list', 0, 100_000),
        item: map.required('item', (item) => readValue(inner, item), null),
      };
    }
  }
}

/** Names that no token reads. */
export function reportUnused(
  context: LanguageContext,
  names: Iterable<readonly [string, DefinedName]>,
  what: string,
): void {
  for (const [name, { used, range }] of names) {
    if (!used) context.file.fault(range, `the ${what} "${name}" is not used`, 'remove it, or use it');
  }
}

/** Named values as they stand, each checked in the scope. */
export function readNamedValues(
  context: LanguageContext,
  node: YamlNode | undefined,
  what: string,
): {
  readonly values: Readonly<Record<string, ReturnType<typeof readValue>>>;
  readonly names: ReadonlyMap<string, DefinedName>;
} {
  const values: Record<string, ReturnType<typeof readValue>> = {};
  const names = new Map<string, DefinedName>();
  if (node && node.kind !== 'map') context.file.fault(node, `${what} must be a map, not ${describe(node)}`);
  for (const { key, keyRange, value } of node?.kind === 'map' ? node.entries : []) {
    checkId(context.file, keyRange, key, 'the name');
    values[key] = readValue(context, value);
    names.set(key, { range: keyRange, value: plainValue(value), used: false });
  }
  return { values, names };
}
