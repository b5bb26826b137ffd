import type { ProtocolSpec } from '../../../core/protocol-spec.ts';
import type { Fixture } from '../../../core/suite.ts';
import type { FixtureSignature, ProtocolNames } from './context.ts';

/** What suites of a protocol may name. */
export function protocolNames(
  spec: ProtocolSpec,
  fixtures: ReadonlyMap<string, FixtureSignature>,
  schemas: readonly string[],
): ProtocolNames {
  return {
    spec,
    editions: new Set(spec.editions.map(({ id }) => id)),
    features: new Map(spec.features.map((feature) => [feature.id, { excludes: exclusions(spec, feature.id) }])),
    identities: new Set(spec.identities.map(({ id }) => id)),
    rules: new Map(spec.rules.map((rule) => [rule.id, rule])),
    schemas: new Set(schemas),
    tables: tablesOf(spec),
    fixtures,
    facts: new Map(),
    forms: [],
    usedFacts: new Set(),
    moves: [],
  };
}

/** Bindings "table.name" by table, those without a dot under ""; a name with more dots is no name of a short token. */
export function tablesOf({ bindings }: Pick<ProtocolSpec, 'bindings'>): ReadonlyMap<string, readonly string[]> {
  const tables = new Map<string, string[]>();
  for (const binding of Object.keys(bindings)) {
    const [first = '', second, more] = binding.split('.');
    const [table, name] = second === undefined ? ['', first] : [first, second];
    if (more === undefined) tables.set(table, [...(tables.get(table) ?? []), name]);
  }
  return tables;
}

/** What a feature excludes, and what excludes it. */
function exclusions({ features }: ProtocolSpec, id: string): readonly string[] {
  return features.flatMap((other) => {
    if (other.id === id) return other.excludes;
    return other.excludes.includes(id) ? [other.id] : [];
  });
}

/** The signature of a fixture that is read already. */
export function signatureOf(fixture: Fixture): FixtureSignature {
  return { parameters: new Set(Object.keys(fixture.with)), results: new Map(Object.entries(fixture.gives)) };
}
