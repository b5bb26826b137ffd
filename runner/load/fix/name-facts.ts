import type { YamlEntry, YamlMap, YamlNode } from '../input/yaml-node.ts';
import { plainValue } from '../language/read-template.ts';
import type { Finding } from './finding.ts';
import { factMapsIn } from './scenario-parts.ts';
import { entryOf, isCommented, lastEnd, mapText, pairAsWritten, pairText, type Source } from './source.ts';

/** Named facts as they are written in a file of facts, by name. */
export type FactNodes = ReadonlyMap<string, NamedNode>;

/** A named fact, and the length of what it says. */
export interface NamedNode {
  readonly map: YamlMap;
  readonly size: number;
}

/** The named facts of a file of facts. */
export function factNodesIn(source: Source): FactNodes {
  const facts = entryOf(source.root, 'facts')?.value;
  const entries = facts?.kind === 'map' ? facts.entries : [];
  return new Map(
    entries.flatMap(({ key, value }) =>
      value.kind === 'map' ? [[key, { map: value, size: sizeOf(source, value) }] as const] : [],
    ),
  );
}

/** Facts that have a name, by their name: of several that fit the one that says most. */
export function nameFacts(source: Source, facts: FactNodes): readonly Finding[] {
  const { expects, others } = factMapsIn(source.root);
  return [...expects.flat(), ...others].flatMap((map): readonly Finding[] => {
    if (
      entryOf(map, 'is') ||
      entryOf(map, 'for') ||
      isCommented(source, { start: map.start, end: lastEnd(source, map) })
    )
      return [];
    let best: { readonly name: string; readonly pairs: readonly string[]; readonly size: number } | undefined;
    for (const [name, { map: fact, size }] of facts) {
      const pairs = size > (best?.size ?? name.length + 4) ? pairsWith(source, map, name, fact) : undefined;
      if (pairs) best = { name, pairs, size };
    }
    if (!best) return [];
    const edit = { start: map.start, end: lastEnd(source, map), text: mapText(source, map, best.pairs) };
    return [{ edits: [edit], at: map.entries[0]?.keyRange ?? map, short: `is: ${best.name}` }];
  });
}

/** How much is saved where a fact is named. */
function sizeOf(facts: Source, fact: YamlMap): number {
  const said = fact.entries.filter(({ key }) => key !== 'title' && key !== 'because');
  return said.map((pair) => pairText(facts, pair)).join(', ').length;
}

/** The pairs of a map with a fact named; undefined: it does not say all that the fact does. */
function pairsWith(source: Source, map: YamlMap, name: string, fact: YamlMap): readonly string[] | undefined {
  const left = new Map<YamlEntry, string | undefined>();
  for (const { key, value } of fact.entries) {
    if (key === 'title') continue;
    const own = entryOf(map, key);
    const rest = own && restOf(source, own, value);
    if (!own || rest === undefined) return undefined;
    left.set(own, rest === '' ? undefined : rest);
  }
  const first = map.entries.find((entry) => left.has(entry) && entry.key !== 'because');
  return map.entries.flatMap((entry) => {
    const rest = left.has(entry) ? left.get(entry) : pairAsWritten(source, entry);
    return [...(entry === first ? [`is: ${name}`] : []), ...(rest === undefined ? [] : [rest])];
  });
}

/** What a pair says beside what the fact says of it: "" for nothing, undefined when it does not say that. */
function restOf(source: Source, own: YamlEntry, said: YamlNode): string | undefined {
  if (isSame(own.value, said)) return '';
  if (own.value.kind !== 'map' || said.kind !== 'map' || own.key === 'status') return undefined;
  if (own.key === 'body' && ![...own.value.entries, ...said.entries].every(({ key }) => key.startsWith('/')))
    return undefined;
  const beside: YamlEntry[] = [];
  let found = 0;
  for (const entry of own.value.entries) {
    const wanted = entryOf(said, entry.key)?.value;
    if (wanted === undefined) beside.push(entry);
    else if (isSame(entry.value, wanted)) found++;
    else return undefined;
  }
  if (found < said.entries.length) return undefined;
  if (beside.length === 0) return '';
  return `${own.key}: { ${beside.map((entry) => pairAsWritten(source, entry)).join(', ')} }`;
}

function isSame(left: YamlNode, right: YamlNode): boolean {
  return JSON.stringify(plainValue(left)) === JSON.stringify(plainValue(right));
}
