import type { Fixture } from '../../../core/suite.ts';
import { describe, readMap } from '../input/read-map.ts';
import { checkId, readText } from '../input/read-scalar.ts';
import type { YamlEntry, YamlNode } from '../input/yaml-node.ts';
import { type FixtureSignature, type LanguageContext, withScope } from './context.ts';
import { expandRequests } from './expand-requests.ts';
import { expandTable, readTable, reportUnusedTable } from './expand-table.ts';
import { readNeeds } from './read-entry.ts';
import { readLet, readNamedValues, reportUnused } from './read-maker.ts';
import { announce, noSteps, readNodes, reservedRoots } from './read-nodes.ts';
import { plainValue } from './read-template.ts';
import { extend, namedRoot } from './scope.ts';

const keys = ['title', 'needs', 'table', 'let', 'with', 'steps', 'gives'];

/** What the fixtures of a file take and give, read before anything that uses them. Says nothing about faults. */
export function fixtureSignatures(root: YamlNode): ReadonlyMap<string, FixtureSignature> {
  return new Map(
    fixtureEntries(root).map(({ key, value }) => [
      key,
      {
        parameters: new Set(membersOf(value, 'with').map((entry) => entry.key)),
        results: new Map(membersOf(value, 'gives').map((entry) => [entry.key, plainValue(entry.value)])),
      },
    ]),
  );
}

function membersOf(node: YamlNode, key: string): readonly YamlEntry[] {
  const value = node.kind === 'map' ? node.entries.find((entry) => entry.key === key)?.value : undefined;
  return value?.kind === 'map' ? value.entries : [];
}

function fixtureEntries(root: YamlNode): readonly YamlEntry[] {
  return membersOf(root, 'fixtures');
}

/** All fixtures of a file; `context.names.fixtures` knows their signatures already. */
export function readFixtures(context: LanguageContext, root: YamlNode): readonly Fixture[] {
  const { file } = context;
  const map = readMap(file, root, 'the file of fixtures', ['fixtures']);
  map.required(
    'fixtures',
    (node) => {
      if (node.kind !== 'map') file.fault(node, `fixtures must be a map, not ${describe(node)}`);
      return undefined;
    },
    undefined,
  );
  return fixtureEntries(root).map((entry) => readFixture(context, entry));
}

function readFixture(context: LanguageContext, { key, keyRange, value: written }: YamlEntry): Fixture {
  const { file } = context;
  const table = readTable(context, written);
  const value = expandTable(context, expandRequests(written), table);
  checkId(file, keyRange, key, 'the fixture');
  if (reservedRoots.includes(key)) file.fault(keyRange, `"${key}" is a word of the language, not an id`);
  const map = readMap(file, value, 'a fixture', keys);
  const parameters = readNamedValues(context, map.node('with'), 'with');
  const withParameters = extend(context.scope, ['with', namedRoot(parameters.names, 'parameter')]);
  const made = readLet(withScope(context, withParameters), map.node('let'));
  const scope = extend(withParameters, ['let', namedRoot(made.names, 'made value')]);
  const start = announce(withScope(context, scope), [map.node('steps')]);
  if (!map.has('steps')) file.fault(map.range, 'a fixture needs the key "steps"');
  const steps = readNodes(withScope(context, start), map.node('steps'), true, noSteps);
  const last = withScope(context, steps.sequence.scope);
  const gives = map.optional('gives', (node) => {
    const named = readNamedValues(last, node, 'gives');
    return named.values;
  });
  const fixture: Fixture = {
    id: key,
    title: map.required('title', (node) => readText(file, node, 'title'), ''),
    file: file.name,
    at: file.position(keyRange.start),
    needs: readNeeds(context, map.node('needs')),
    let: made.makers,
    with: parameters.values,
    steps: steps.nodes,
    gives: gives ?? {},
  };
  if (file.isFaulty(value)) return fixture;
  reportUnusedTable(context, table);
  reportUnused(context, parameters.names, 'parameter');
  reportUnused(context, made.names, 'made value');
  reportUnused(context, steps.sequence.captures, 'capture');
  return fixture;
}

/** Fixtures that use themselves, directly or through others: the ids of one circle, or undefined. */
export function fixtureCircle(fixtures: ReadonlyMap<string, Fixture>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id];
    const fixture = fixtures.get(id);
    if (!fixture || done.has(id)) return undefined;
    for (const node of fixture.steps) {
      const circle = node.kind === 'fixture' ? visit(node.fixture, [...path, id]) : undefined;
      if (circle) return circle;
    }
    done.add(id);
    return undefined;
  };
  for (const id of fixtures.keys()) {
    const circle = visit(id, []);
    if (circle) return circle;
  }
  return undefined;
}
