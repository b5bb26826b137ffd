import type { Scenario } from '../../../core/suite.ts';
import { member, readMap } from '../input/read-map.ts';
import { readBoolean, readId, readText } from '../input/read-scalar.ts';
import type { Range, YamlNode } from '../input/yaml-node.ts';
import { checkScenario, checkSoundParts } from './check-scenario.ts';
import { type LanguageContext, withScope } from './context.ts';
import { expandMethods } from './expand-methods.ts';
import { expandRequests } from './expand-requests.ts';
import { expandTable, readTable, reportUnusedTable, type Table } from './expand-table.ts';
import { readEditions, readNeeds } from './read-entry.ts';
import { type LetBlock, readLet, reportUnused } from './read-maker.ts';
import { readMatrix } from './read-matrix.ts';
import { announce, noSteps, readNodes } from './read-nodes.ts';
import { readIdentity } from './read-request.ts';
import { extend, namedRoot } from './scope.ts';

const keys = [
  'id',
  'title',
  'editions',
  'needs',
  'as',
  'alone',
  'table',
  'let',
  'forms',
  'methods',
  'matrix',
  'given',
  'steps',
];

/** What a suite says for all its scenarios. */
export interface SuiteDefaults {
  readonly editions?: readonly string[];
  readonly needs: readonly string[];
  readonly as?: string;
  readonly let: LetBlock;
  readonly table?: Table;
}

/** One scenario, linked: every name in it is known, and no entry in it can hold for nothing. */
export function readScenario(context: LanguageContext, written: YamlNode, suite: SuiteDefaults): Scenario {
  const { file } = context;
  const table = readTable(context, written);
  const node = expandTable(context, expandRequests(written), table ?? suite.table);
  const map = readMap(file, node, 'a scenario', keys);
  const cases = expandMethods(context, map);
  const matrix = cases && readMatrix(context, cases);
  const ranges = new Map<object, Range>();
  const here: LanguageContext = { ...context, ranges, ...member('deferred', matrix?.deferred) };
  const withCase = matrix ? extend(context.scope, ['case', namedRoot(matrix.names, 'case value')]) : context.scope;
  const made = readLet(withScope(here, withCase), map.node('let'), suite.let.names);
  const scope = extend(withCase, ['let', namedRoot(made.names, 'made value')]);
  const start = announce(withScope(here, scope), [map.node('given'), map.node('steps')]);
  const given = readNodes(withScope(here, start), map.node('given'), true, noSteps);
  const steps = readNodes(withScope(here, given.sequence.scope), map.node('steps'), false, given.sequence);
  if (!map.has('steps')) file.fault(map.range, 'a scenario needs the key "steps"');
  const scenario: Scenario = {
    id: map.required('id', (value) => readId(file, value, 'the id'), ''),
    title: map.required('title', (value) => readText(file, value, 'title'), ''),
    at: file.position(map.range.start),
    ...member('editions', readEditions(context, map.node('editions')) ?? suite.editions),
    needs: [...new Set([...suite.needs, ...readNeeds(context, map.node('needs'))])],
    ...member('as', map.optional('as', (value) => readIdentity(context, value)) ?? suite.as),
    ...(map.optional('alone', (value) => readBoolean(file, value, 'alone')) ? { alone: true as const } : {}),
    let: { ...suite.let.makers, ...made.makers },
    ...member('matrix', matrix?.cases),
    given: given.nodes,
    steps: steps.nodes,
  };
  const isSound = (thing: object): boolean => !file.isFaulty(ranges.get(thing) ?? node);
  if (file.isFaulty(node)) {
    // Which cases and editions there are must be known to say anything more.
    const head = ['editions', 'needs', 'matrix', 'methods'].flatMap((key) => map.node(key) ?? []);
    if (!head.some((part) => file.isFaulty(part))) checkSoundParts(context, scenario, isSound);
    return scenario;
  }
  // What hangs together is only looked at when each part is sound: one slip, one fault.
  reportUnused(
    context,
    [...made.names].filter(([name]) => !suite.let.names.has(name)),
    'made value',
  );
  reportUnused(context, matrix?.names ?? [], 'case value');
  reportUnused(context, steps.sequence.captures, 'capture');
  reportUnusedTable(context, table);
  checkScenario(context, scenario);
  return scenario;
}
