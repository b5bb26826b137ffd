import type { Shorthand } from '../../../core/suite.ts';
import type { ParsedFile } from '../input/input-file.ts';
import type { YamlEntry, YamlNode } from '../input/yaml-node.ts';
import type { LanguageContext } from './context.ts';
import { readShorthand } from './read-shorthand.ts';

/** What files of facts say, added to what the package's own say. No name twice, and one list of what writes move. */
export function linkShorthand(
  parsed: readonly ParsedFile[],
  ground: Pick<LanguageContext, 'names' | 'scope'>,
  base: Shorthand = { facts: {}, moves: [] },
): Shorthand {
  return parsed.reduce((known, { file, root }) => {
    const own = readShorthand({ ...ground, file }, root);
    for (const { key, keyRange } of factsOf(root))
      if (Object.hasOwn(known.facts, key)) file.fault(keyRange, `the named fact "${key}" is doubled`);
    const moves = root.kind === 'map' ? root.entries.find(({ key }) => key === 'moves') : undefined;
    if (moves && known.moves.length > 0)
      file.fault(moves.keyRange, 'what every write moves is said already', `it is ${known.moves.join(', ')}`);
    return { facts: { ...own.facts, ...known.facts }, moves: known.moves.length > 0 ? known.moves : own.moves };
  }, base);
}

/** Faults named facts that no suite uses. Says nothing while a file is faulty: its uses may not have been read. */
export function reportUnusedFacts(parsed: readonly ParsedFile[], used: ReadonlySet<string>, sound: boolean): void {
  if (!sound) return;
  for (const { file, root } of parsed)
    for (const { key, keyRange } of factsOf(root))
      if (!used.has(key)) file.fault(keyRange, `the named fact "${key}" is not used`);
}

export function isEmpty({ facts, moves }: Shorthand): boolean {
  return Object.keys(facts).length + moves.length === 0;
}

function factsOf(root: YamlNode): readonly YamlEntry[] {
  const facts = root.kind === 'map' ? root.entries.find(({ key }) => key === 'facts')?.value : undefined;
  return facts?.kind === 'map' ? facts.entries : [];
}
