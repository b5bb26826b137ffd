import type { Law, Writes } from '../../../core/protocol-spec.ts';
import { describe, type MapReader, member, readMap } from '../input/read-map.ts';
import { checkId, readBoolean, readText } from '../input/read-scalar.ts';
import { suggest } from '../input/suggest.ts';
import type { TextFile } from '../input/text-file.ts';
import type { YamlEntry, YamlNode } from '../input/yaml-node.ts';
import { formWords } from '../language/form-keys.ts';

/** What forms of write are told apart by, and what holds of them. */
export type Laws = Pick<Writes, 'traits' | 'laws'>;

/** Where no laws are shared. */
export const noLaws: Laws = { traits: {}, laws: {} };

/** Reads spec/laws.yaml: the traits and laws of all protocols. */
export function readLaws(file: TextFile, node: YamlNode): Laws {
  return readOwnLaws(file, readMap(file, node, 'the file of laws', ['traits', 'laws']), noLaws);
}

/** The keys `traits` and `laws` of a file, added to those that all protocols share. */
export function readOwnLaws(file: TextFile, map: MapReader, shared: Laws): Laws {
  const traits = Object.fromEntries(
    membersOf(file, map, 'traits', shared.traits).map(({ key, keyRange, value }) => {
      const taken = formWords.includes(key) || key === 'all';
      if (taken) file.fault(keyRange, `"${key}" is a word of the language, not a trait`);
      return [key, readText(file, value, key)];
    }),
  );
  const all = { ...shared.traits, ...traits };
  const laws = membersOf(file, map, 'laws', shared.laws).map(
    ({ key, value }) => [key, readLaw(file, value, key, Object.keys(all))] as const,
  );
  return { traits: all, laws: { ...shared.laws, ...Object.fromEntries(laws) } };
}

function membersOf(
  file: TextFile,
  map: MapReader,
  key: 'traits' | 'laws',
  shared: Readonly<Record<string, unknown>>,
): readonly YamlEntry[] {
  const node = map.optional(key, (value) => value);
  if (!node) return [];
  if (node.kind !== 'map') file.fault(node, `${key} must be a map, not ${describe(node)}`);
  const what = key === 'laws' ? 'the law' : 'the trait';
  const entries = node.kind === 'map' ? node.entries : [];
  for (const { key: id, keyRange } of entries) {
    checkId(file, keyRange, id, what);
    if (Object.hasOwn(shared, id)) file.fault(keyRange, `${what} "${id}" is one of all protocols (spec/laws.yaml)`);
  }
  return entries;
}

/** A law: in words alone, or with what says which forms stand under it. */
function readLaw(file: TextFile, node: YamlNode, id: string, traits: readonly string[]): Law {
  if (node.kind !== 'map') return { says: readText(file, node, id), documented: false };
  const map = readMap(file, node, 'a law', ['says', 'of', 'documented']);
  const of = map.optional('of', (value) => {
    const name = readText(file, value, 'of');
    if (name !== 'all' && name !== '' && !traits.includes(name))
      file.fault(value, `unknown trait "${name}"`, suggest(name, ['all', ...traits]));
    return name;
  });
  return {
    says: map.required('says', (value) => readText(file, value, 'says'), ''),
    ...member('of', of),
    documented: map.optional('documented', (value) => readBoolean(file, value, 'documented')) ?? false,
  };
}
