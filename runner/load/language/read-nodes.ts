import { nearestName } from '../../../core/nearest-name.ts';
import type { Entry, FactSet, FixtureUse, GivenNode, StepNode } from '../../../core/suite.ts';
import { describe, readMap } from '../input/read-map.ts';
import { checkId, readId, readList } from '../input/read-scalar.ts';
import { suggest } from '../input/suggest.ts';
import type { Range, YamlNode } from '../input/yaml-node.ts';
import { type FixtureSignature, type LanguageContext, withScope } from './context.ts';
import { readKnown } from './read-known.ts';
import { readRaceStep } from './read-race.ts';
import { type ReadStep, readControlStep, readRequestStep, readWaitStep, type StepGround } from './read-step.ts';
import { readValue } from './read-template.ts';
import { closedRoot, type DefinedName, extend, namedRoot, type Root, type Scope } from './scope.ts';

/** Roots of the language that no step or fixture may be called. */
export const reservedRoots: readonly string[] = [
  'bind',
  'let',
  'case',
  'client',
  'item',
  'with',
  'target',
  'answer',
  'given',
  'steps',
];

/** Steps read so far: the scope behind them, what `when` may name, the ids that are taken. */
export interface Sequence {
  readonly scope: Scope;
  readonly alternatives: ReadonlyMap<string, readonly string[]>;
  readonly ids: ReadonlySet<string>;
  readonly captures: readonly (readonly [string, DefinedName])[];
}

/** Where a scenario or a fixture begins. */
export const noSteps: Omit<Sequence, 'scope'> = { alternatives: new Map(), ids: new Set(), captures: [] };

/** Marks ids of nodes that come later, so that a token that names one is told "too early". */
export function announce(context: LanguageContext, lists: readonly (YamlNode | undefined)[]): Scope {
  const roots: (readonly [string, Root])[] = [];
  for (const node of lists.flatMap((list) => (list?.kind === 'list' ? list.items : []))) {
    const named = idOf(node);
    if (named === undefined) continue;
    const [line] = context.file.position(named.range.start);
    roots.push([
      named.id,
      closedRoot(({ text }) => `${text} comes too early: "${named.id}" (line ${line}) has no result yet`),
    ]);
  }
  return extend(context.scope, ...roots);
}

function idOf(node: YamlNode): { readonly id: string; readonly range: Range } | undefined {
  if (node.kind === 'scalar' && typeof node.value === 'string') return { id: node.value, range: node };
  if (node.kind !== 'map') return undefined;
  for (const key of ['id', 'fixture']) {
    const value = node.entries.find((entry) => entry.key === key)?.value;
    if (value?.kind === 'scalar' && typeof value.value === 'string') return { id: value.value, range: value };
  }
  return undefined;
}

/** Reads a list of given nodes or of steps, each with the tokens of those before it. */
export function readNodes<G extends boolean>(
  context: LanguageContext,
  node: YamlNode | undefined,
  given: G,
  before: Omit<Sequence, 'scope'>,
): { readonly nodes: readonly (G extends true ? GivenNode : StepNode)[]; readonly sequence: Sequence } {
  const { file } = context;
  let { scope } = context;
  const alternatives = new Map(before.alternatives);
  const ids = new Set(before.ids);
  const captures = [...before.captures];
  const nodes = !node
    ? []
    : readList(file, node, given ? 'given' : 'steps', (item, index) => {
        const defaultId = `${given ? 'given' : 'step'}-${index + 1}`;
        const here = withScope(context, scope);
        const {
          step,
          root,
          captures: own,
          aliases = [],
        } = readNode({ context: here, alternatives, given, defaultId }, item);
        context.ranges?.set(step, item);
        const range = idOf(item)?.range ?? { start: item.start, end: item.start + 1 };
        checkStepId(here, range, step.id, ids);
        ids.add(step.id);
        captures.push(...(own ?? []));
        if (root) scope = extend(scope, ...aliases, [step.id, root]);
        const expect: readonly Entry[] = 'expect' in step ? step.expect : [];
        const chosen = expect.flatMap(({ facts }) => alternativesOf(facts));
        if (chosen.length > 0) alternatives.set(step.id, chosen);
        return step;
      });
  return {
    nodes: nodes as readonly (G extends true ? GivenNode : StepNode)[],
    sequence: { scope, alternatives, ids, captures },
  };
}

function alternativesOf({ either }: FactSet): readonly string[] {
  return either?.map(([name]) => name) ?? [];
}

function checkStepId({ file }: LanguageContext, range: Range, id: string, ids: ReadonlySet<string>): void {
  if (id === '') return;
  checkId(file, range, id, 'the id');
  if (ids.has(id)) file.fault(range, `the id "${id}" is doubled in this scenario`);
  if (reservedRoots.includes(id)) file.fault(range, `"${id}" is a word of the language, not an id`, 'take another id');
}

function readNode(ground: StepGround, written: YamlNode): ReadStep<GivenNode | StepNode> {
  const { file } = ground.context;
  const node = ground.given ? fixtureOf(written) : written;
  const keys = node.kind === 'map' ? node.entries.map(({ key }) => key) : [];
  if (node.kind !== 'map') file.fault(node, `a step must be a map, not ${describe(node)}`);
  if (keys.includes('fixture')) {
    if (!ground.given) file.fault(node, 'fixtures are used in `given`');
    return readFixtureUse(ground.context, node);
  }
  if (keys.includes('control')) return readControlStep(ground, node);
  if (keys.includes('wait')) return readWaitStep(ground, node);
  if (keys.includes('race')) {
    const race = node.kind === 'map' ? node.entries.find(({ key }) => key === 'race') : undefined;
    if (ground.given && race) file.fault(race.keyRange, 'a race is no set-up', 'make it a step');
    return readRaceStep(ground, node);
  }
  return readRequestStep(ground, node);
}

/** A name alone in `given` uses that fixture. */
function fixtureOf(node: YamlNode): YamlNode {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return node;
  const { start, end } = node;
  return { kind: 'map', entries: [{ key: 'fixture', keyRange: { start, end }, value: node }], start, end };
}

function readFixtureUse(context: LanguageContext, node: YamlNode): ReadStep<FixtureUse> {
  const { file, names } = context;
  const map = readMap(file, node, 'a fixture use', ['fixture', 'id', 'with']);
  const fixture = map.required('fixture', (value) => readKnown(file, value, 'fixture', names.fixtures.keys()), '');
  const id = map.optional('id', (value) => readId(file, value, 'the id')) ?? fixture;
  const signature = names.fixtures.get(fixture);
  const parameters = map.optional('with', (value) => readParameters(context, value, signature, fixture)) ?? {};
  // Where the name is misspelt, tokens may have it as it is meant, or misspelt as well: the slip is told once.
  const meant = signature || map.has('id') ? undefined : nearestName(fixture, names.fixtures.keys());
  const aliases = meant === undefined ? [] : [[meant, () => undefined] as const];
  const root: Root = signature ? namedRoot(resultNames(signature, node), `result of ${fixture}`) : () => undefined;
  return { step: { kind: 'fixture', id, fixture, with: parameters, at: file.position(node.start) }, root, aliases };
}

function resultNames({ results }: FixtureSignature, range: Range): ReadonlyMap<string, DefinedName> {
  return new Map([...results].map(([name, value]) => [name, { range, value, used: false }]));
}

function readParameters(
  context: LanguageContext,
  node: YamlNode,
  signature: FixtureSignature | undefined,
  fixture: string,
): FixtureUse['with'] {
  const { file } = context;
  if (node.kind !== 'map') {
    file.fault(node, `with must be a map, not ${describe(node)}`);
    return {};
  }
  return Object.fromEntries(
    node.entries.map(({ key, keyRange, value }) => {
      if (signature && !signature.parameters.has(key)) {
        file.fault(keyRange, `the fixture ${fixture} has no parameter "${key}"`, suggest(key, signature.parameters));
      }
      return [key, readValue(context, value)];
    }),
  );
}
