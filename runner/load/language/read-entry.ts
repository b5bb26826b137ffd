import type { Level } from '../../../core/rule.ts';
import type { Entry, EntryBase, RaceEntry, SelectingEntry, Selection, StepEntry } from '../../../core/suite.ts';
import { member, readMap } from '../input/read-map.ts';
import { listOrOne, readList, readText, readWord } from '../input/read-scalar.ts';
import type { YamlNode } from '../input/yaml-node.ts';
import { checkRule } from './check-rule.ts';
import type { LanguageContext } from './context.ts';
import { type FactGround, factKeys, readFacts } from './read-facts.ts';
import { readKnown } from './read-known.ts';
import { readTemplate } from './read-template.ts';
import { splitEntry } from './split-entry.ts';
import { readUndocumentedRule } from './undocumented-rule.ts';

const entryKeys = ['rule', 'because', 'level', 'editions', 'needs', 'for', ...factKeys];
const lowered: readonly Level[] = ['SHOULD', 'SHOULD NOT', 'MAY'];
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** What is read where an entry may, must or cannot select answers: of a race, an invariant, of a request step. */
interface EntryOf {
  readonly may: RaceEntry;
  readonly must: SelectingEntry;
  readonly never: StepEntry;
}

/**
 * One `expect` entry, or one invariant (then `selects` demands a `for`): the assertions it makes, at least one. An
 * entry may say several things of one rule; each is judged by itself.
 */
export function readEntry<S extends keyof EntryOf>(
  ground: FactGround,
  node: YamlNode,
  selects: S,
): readonly EntryOf[S][] {
  const { judged } = ground;
  const { file } = judged;
  const map = readMap(file, node, selects === 'must' ? 'an invariant' : 'an entry', entryKeys);
  const rule = map.required('rule', (value) => readRule(judged, value), '');
  if (map.has('for') && selects === 'never') {
    file.fault(map.at('for'), '`for` selects answers of a race; this step has one answer');
  }
  const selection =
    selects === 'must'
      ? map.required('for', (value) => readFor(judged, value), { positions: {} })
      : map.optional('for', (value) => readFor(judged, value));
  const written = readFacts(selection ? { ...ground, kind: 'filter' } : ground, map);
  if (!map.keys.some((key) => factKeys.includes(key)))
    file.fault(map.at('rule'), 'this entry states no fact', `facts: ${factKeys.join(', ')}`);
  const undocumented = readUndocumentedRule(rule, judged.names);
  const entry: EntryBase & { readonly for?: Selection } = {
    rule: undocumented ? '' : rule,
    ...member('undocumented', undocumented),
    at: file.position(node.start),
    ...member('because', map.optional('because', (value) => readText(file, value, 'because')) ?? written.because),
    ...member(
      'level',
      map.optional('level', (value) => readWord(file, value, 'level', lowered)),
    ),
    ...member('editions', readEditions(judged, map.node('editions'))),
    needs: readNeeds(judged, map.node('needs')),
    ...member('for', selection),
  };
  const entries = splitEntry(entry, written) as readonly Entry[];
  for (const one of entries) judged.ranges?.set(one, node);
  // The facts are those of the ground, and `for` is there where it must be: anything else is a fault by now.
  return entries as readonly EntryOf[S][];
}

/** The rule of an entry. One that is written out is looked up at once, whatever else is wrong with the scenario. */
function readRule(context: LanguageContext, node: YamlNode): string {
  const rule = readTemplate(context, node, 'rule');
  const isRule = rule !== '' && !rule.includes('$(') && !readUndocumentedRule(rule, context.names);
  if (isRule) checkRule(context, node, rule);
  return rule;
}

function readFor(context: LanguageContext, node: YamlNode): Selection {
  const { file } = context;
  const map = readMap(file, node, 'for', ['method', ...factKeys]);
  if (node.kind === 'map' && map.keys.length === 0) file.fault(node, '`for` selects nothing in particular');
  const ground: FactGround<'filter'> = { kind: 'filter', judged: context, before: context };
  const method = map.optional('method', (value) =>
    listOrOne(value).map((item) => readWord(file, item, 'method', methods)),
  );
  if (method?.length === 0) file.fault(map.at('method'), 'method names none, so `for` selects nothing');
  return { ...readFacts(ground, map).facts, ...member('method', method) };
}

/** The `editions` of a suite, scenario, case or entry. */
export function readEditions(
  { file, names }: LanguageContext,
  node: YamlNode | undefined,
): readonly string[] | undefined {
  if (!node) return undefined;
  return readList(file, node, 'editions', (item) => readKnown(file, item, 'edition', names.editions), 1);
}

/** The `needs` of anything. Features that exclude each other cannot be needed together. */
export function readNeeds({ file, names }: LanguageContext, node: YamlNode | undefined): readonly string[] {
  if (!node) return [];
  const needs = readList(file, node, 'needs', (item) => readKnown(file, item, 'feature', names.features.keys()), 1);
  const clash = needs.find((need) => names.features.get(need)?.excludes.some((other) => needs.includes(other)));
  if (clash !== undefined) {
    const other = names.features.get(clash)?.excludes.find((name) => needs.includes(name));
    file.fault(node, `no target has both ${clash} and ${other}: they exclude each other`, 'make two cases');
  }
  return needs;
}
