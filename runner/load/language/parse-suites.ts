import type { ProtocolSpec } from '../../../core/protocol-spec.ts';
import type { Diagnostic } from '../../../core/source-location.ts';
import type { Fixture, Invariant, Suite, SuiteSet } from '../../../core/suite.ts';
import { type InputFile, type ParsedFile, parseInput } from '../input/input-file.ts';
import type { YamlNode } from '../input/yaml-node.ts';
import type { FixtureSignature, FormNode, LanguageContext, ProtocolNames } from './context.ts';
import { isEmpty, linkShorthand, reportUnusedFacts } from './link-shorthand.ts';
import { protocolNames, signatureOf } from './protocol-names.ts';
import { fixtureCircle, fixtureSignatures, readFixtures } from './read-fixtures.ts';
import { readInvariants } from './read-invariants.ts';
import { readSuite } from './read-suite.ts';
import { baseScope } from './suite-scope.ts';

/** What a set of suite files is read against. */
export interface SuiteGround {
  readonly spec: ProtocolSpec;
  readonly schemas: readonly string[];
  /** Suites of the package, which a user's own add to. */
  readonly base?: SuiteSet;
  /** Ids a suite may have, given the path of its file. */
  readonly idsFor: (path: string) => readonly string[];
  /** Forms of write of the protocol. */
  readonly forms?: readonly FormNode[];
  /** No other protocol has suites beside these files: what they declare must be used here. Default: true. */
  readonly onlyUser?: boolean;
}

/** Rules are a user's own: those of a protocol lie in spec/. */
export type SuiteFileKind = 'suite' | 'fixtures' | 'invariants' | 'facts' | 'rules';

/** The kind of a file of suites/: by its name, or by the key it has. */
export function suiteFileKind({ input, root }: Pick<ParsedFile, 'input' | 'root'>): SuiteFileKind {
  const has = (key: string): boolean => root.kind === 'map' && root.entries.some((entry) => entry.key === key);
  const name = /([^/]*)\.ya?ml$/i.exec(input.path)?.[1];
  for (const kind of ['fixtures', 'invariants', 'facts', 'rules'] as const) {
    if (has(kind) || (name === kind && !has('suite'))) return kind;
  }
  return 'suite';
}

/** Reads suite files, fixtures and invariants and links them. Faults go to `diagnostics`. */
export async function parseSuites(
  inputs: readonly InputFile[],
  ground: SuiteGround,
  diagnostics: Diagnostic[],
): Promise<SuiteSet> {
  const parsed: ParsedFile[] = [];
  for (const input of inputs) {
    const file = await parseInput(input, diagnostics);
    if (file) parsed.push(file);
  }
  for (const { file, root } of parsed.filter((one) => suiteFileKind(one) === 'rules'))
    file.fault(
      { start: root.start, end: root.start + 1 },
      'these rules lie among the suites',
      'the rules of a protocol are in spec/',
    );
  return linkSuites(parsed, ground);
}

/** The same for files whose YAML is read already. */
export function linkSuites(
  parsed: readonly ParsedFile[],
  { spec, schemas, base, idsFor, forms = [], onlyUser = true }: SuiteGround,
): SuiteSet {
  const ofKind = (kind: SuiteFileKind): readonly ParsedFile[] => parsed.filter((file) => suiteFileKind(file) === kind);
  const signatures = new Map<string, FixtureSignature>(
    Object.values(base?.fixtures ?? {}).map((fixture) => [fixture.id, signatureOf(fixture)]),
  );
  for (const { root } of ofKind('fixtures'))
    for (const [id, signature] of fixtureSignatures(root)) if (!signatures.has(id)) signatures.set(id, signature);
  const plain = protocolNames(spec, signatures, schemas);
  const scope = baseScope(spec.bindings);
  const named = linkShorthand(ofKind('facts'), { names: plain, scope }, base?.shorthand);
  const names: ProtocolNames = { ...plain, facts: new Map(Object.entries(named.facts)), moves: named.moves, forms };
  const context = ({ file }: ParsedFile): LanguageContext => ({ file, names, scope });

  const fixtures = new Map(Object.entries(base?.fixtures ?? {}));
  for (const file of ofKind('fixtures')) addFixtures(fixtures, context(file), file.root);
  const invariants: Invariant[] = [...(base?.invariants ?? [])];
  for (const file of ofKind('invariants')) invariants.push(...readInvariants(context(file), file.root));
  const suites: Suite[] = [...(base?.suites ?? [])];
  for (const file of ofKind('suite'))
    addSuite(suites, readSuite(context(file), file.root, idsFor(file.input.path)), file);
  if (onlyUser) reportUnusedFacts(ofKind('facts'), names.usedFacts, !parsed.some(({ file }) => file.isFaulty()));
  return {
    protocol: spec.id,
    ...(isEmpty(named) ? {} : { shorthand: named }),
    suites,
    fixtures: Object.fromEntries(fixtures),
    invariants,
  };
}

function addFixtures(fixtures: Map<string, Fixture>, context: LanguageContext, root: YamlNode): void {
  const { file } = context;
  for (const fixture of readFixtures(context, root)) {
    const other = fixtures.get(fixture.id);
    if (other)
      file.faultAt(
        fixture.at,
        `the fixture "${fixture.id}" is doubled; the other one is in ${other.file}:${other.at[0]}`,
      );
    else fixtures.set(fixture.id, fixture);
  }
  if (file.isFaulty()) return;
  const circle = fixtureCircle(fixtures);
  const first = circle && fixtures.get(circle[0] ?? '');
  if (circle && first) file.faultAt(first.at, `the fixture uses itself: ${circle.join(' -> ')}`);
}

function addSuite(suites: Suite[], suite: Suite, { file, root }: ParsedFile): void {
  const other = suites.find(({ id }) => id === suite.id);
  if (other && suite.id !== '') {
    const named = root.kind === 'map' ? root.entries.find(({ key }) => key === 'suite')?.value : undefined;
    file.fault(named ?? root, `the suite "${suite.id}" is doubled; the other one is ${other.file}`);
  }
  suites.push(suite);
}
