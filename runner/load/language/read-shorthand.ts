import type { NamedFact, Shorthand } from '../../../core/suite.ts';
import { describe, member, readMap } from '../input/read-map.ts';
import { checkId, readList, readText } from '../input/read-scalar.ts';
import type { YamlNode } from '../input/yaml-node.ts';
import { answerRoot } from './answer-roots.ts';
import { type LanguageContext, withScope } from './context.ts';
import { factKeys, readFacts } from './read-facts.ts';
import { readPlace } from './read-template.ts';
import { extend } from './scope.ts';
import { needsReason } from './split-entry.ts';

const own = ['status', 'headers', 'body', 'text'];

/** What is said once for all suites of a protocol (suites/<protocol>/facts.yaml): named facts, and what every write moves. */
export function readShorthand(context: LanguageContext, root: YamlNode): Shorthand {
  const { file, names } = context;
  const map = readMap(file, root, 'the file of facts', ['moves', 'facts']);
  const judged = withScope(context, extend(context.scope, ['answer', answerRoot(names)]));
  const facts = map.optional('facts', (node) => {
    if (node.kind !== 'map') file.fault(node, `facts must be a map, not ${describe(node)}`);
    return node.kind === 'map' ? node.entries : [];
  });
  return {
    moves:
      map.optional('moves', (node) => readList(file, node, 'moves', (item) => readPlace(context, item, 'moves'), 1)) ??
      [],
    facts: Object.fromEntries(
      (facts ?? []).map(({ key, keyRange, value }): [string, NamedFact] => {
        checkId(file, keyRange, key, 'the named fact');
        return [key, readNamedFact(judged, key, value)];
      }),
    ),
  };
}

function readNamedFact(context: LanguageContext, name: string, node: YamlNode): NamedFact {
  const { file } = context;
  const map = readMap(file, node, 'a named fact', ['title', 'because', ...factKeys]);
  const { facts } = readFacts({ kind: 'filter', judged: context, before: context }, map);
  const because = map.optional('because', (value) => readText(file, value, 'because'));
  if (!factKeys.some((key) => map.has(key)))
    file.fault(map.range, `the named fact "${name}" states no fact`, `facts: ${own.join(', ')}`);
  if (because === undefined && needsReason(facts))
    file.fault(map.at('status'), 'a fact that leaves latitude needs `because`', 'add: because: why several are right');
  return {
    title: map.required('title', (value) => readText(file, value, 'title'), ''),
    ...member('because', because),
    facts,
  };
}
