import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import type { Rule } from '../../core/rule.ts';
import type { SourceLocation } from '../../core/source-location.ts';
import type { Mutant } from '../../mock-server/kernel/protocol-core.ts';
import type { Catalogue } from '../list/load-catalogues.ts';
import { mutantsAgainst } from '../list/mutants-of.ts';
import { scenariosByRule } from '../list/scenarios-by-rule.ts';

/** All that is known of one rule, ready for JSON. */
export interface Explanation {
  readonly id: string;
  readonly protocol: string;
  readonly level: string;
  readonly statement: string;
  readonly party: string;
  readonly evidence: string;
  readonly gating: boolean;
  readonly editions: readonly string[];
  readonly feature?: string;
  readonly untestable?: string;
  readonly since: string;
  readonly location: SourceLocation;
  readonly sources: readonly { readonly title: string; readonly where?: string; readonly url?: string }[];
  readonly statements: readonly {
    readonly source: string;
    readonly id: string;
    readonly where: string;
    readonly says: string;
    readonly rules: readonly string[];
  }[];
  readonly scenarios: readonly { readonly id: string; readonly title: string; readonly location: SourceLocation }[];
  readonly mutants: readonly { readonly id: string; readonly title: string }[];
  /** Other rules that the same statements lead to. */
  readonly related: readonly { readonly id: string; readonly statement: string }[];
}

/** Gathers what the catalogue, the suites and the reference server say about a rule. Pure. */
export function explainRule(rule: Rule, { spec, suites }: Catalogue, mutants: readonly Mutant[]): Explanation {
  const statements = spec.statements.filter(({ rules }) => rules.includes(rule.id));
  const relatedIds = new Set(statements.flatMap(({ rules }) => rules).filter((id) => id !== rule.id));
  return {
    id: rule.id,
    protocol: rule.protocol,
    level: rule.level,
    statement: rule.statement,
    party: rule.party,
    evidence: rule.evidence,
    gating: rule.evidence !== 'inference',
    editions: rule.editions ?? spec.editions.map(({ id }) => id),
    ...(rule.feature === undefined ? {} : { feature: rule.feature }),
    ...(rule.untestable === undefined ? {} : { untestable: rule.untestable }),
    since: rule.since,
    location: rule.location,
    sources: rule.citations.map(({ source, where }) => citation(spec, source, where)),
    statements: statements.map(({ source, id, where, says, rules }) => ({ source, id, where, says, rules })),
    scenarios: (scenariosByRule(suites).get(rule.id) ?? []).map(({ scenario, title, location }) => ({
      id: scenario,
      title,
      location,
    })),
    mutants: mutantsAgainst(rule.id, mutants).map(({ id, title }) => ({ id, title })),
    related: spec.rules.filter(({ id }) => relatedIds.has(id)).map(({ id, statement }) => ({ id, statement })),
  };
}

function citation({ sources }: ProtocolSpec, id: string, where: string | undefined): Explanation['sources'][number] {
  const source = sources.find((known) => known.id === id);
  return {
    title: source?.title ?? id,
    ...(where === undefined ? {} : { where }),
    ...(source?.url === undefined ? {} : { url: source.url }),
  };
}
