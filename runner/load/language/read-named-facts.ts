import type { FactSet, NamedFact } from '../../../core/suite.ts';
import { listOrOne } from '../input/read-scalar.ts';
import type { YamlNode } from '../input/yaml-node.ts';
import type { LanguageContext } from './context.ts';
import { readKnown } from './read-known.ts';

/** The named facts that `is: name` or `is: [name, name]` brings in; their position is where the name stands. */
export function readNamedFacts(context: LanguageContext, node: YamlNode): readonly NamedFact[] {
  const { file, names } = context;
  return listOrOne(node).flatMap((item) => {
    const name = readKnown(file, item, 'named fact', names.facts.keys());
    const named = names.facts.get(name);
    if (!named) return [];
    names.usedFacts.add(name);
    return [{ ...named, facts: placed(named.facts, file.position(item.start)) }];
  });
}

function placed(facts: FactSet, at: FactSet['positions'][string]): FactSet {
  const positions = Object.fromEntries(Object.keys(facts.positions).map((name) => [name, at]));
  return { ...facts, positions };
}
