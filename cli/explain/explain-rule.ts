import { type FaultDictionary, type KnownBug, ruleOfAssertion } from '../../core/fault-dictionary.ts';
import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import type { Rule } from '../../core/rule.ts';
import type { SourceLocation } from '../../core/source-location.ts';
import type { Mutant } from '../../mock-server/kernel/protocol-core.ts';
import type { Catalogue } from '../list/load-catalogues.ts';
import { mutantsAgainst } from '../list/mutants-of.ts';
import { type Judging, scenariosByRule } from '../list/scenarios-by-rule.ts';
import { onlyMembers, quoteItem, quoteMember } from './quote-item.ts';

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
  readonly scenarios: readonly {
    readonly id: string;
    readonly title: string;
    readonly location: SourceLocation;
    /** Every entry about the rule. */
    readonly entries: readonly SourceLocation[];
    /** What the author wrote: the cases of the scenario, and the steps that the entries are of, to read beside the statement. */
    readonly says: readonly (readonly string[])[];
  }[];
  /** Known bugs that are about the rule. */
  readonly mutants: readonly ExplainedBug[];
  /** Known bugs that are about something else, and fail the rule along: it looks at what they change. */
  readonly company: readonly ExplainedBug[];
  /** Other rules that the same statements lead to. */
  readonly related: readonly { readonly id: string; readonly statement: string }[];
}

/** A known bug, and how much of the rule fails under it. */
export interface ExplainedBug {
  readonly id: string;
  readonly title: string;
  /** Assertions of the rule that it fails, over all scenario cases; undefined: never proven. */
  readonly fails?: number;
}

/**
 * Gathers what the catalogue, the suites and the reference server say about a rule. Pure.
 * @param mutants those of the core; all that is known when nothing was proven.
 * @param dictionary what was proven.
 * @param textOf the text of a suite, if it can be had.
 */
export function explainRule(
  rule: Rule,
  { spec, suites }: Catalogue,
  mutants: readonly Mutant[],
  dictionary?: FaultDictionary,
  textOf: (file: string) => string | undefined = () => undefined,
): Explanation {
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
    scenarios: (scenariosByRule(suites).get(rule.id) ?? []).map((judging) => ({
      id: judging.scenario,
      title: judging.title,
      location: judging.location,
      entries: judging.entries,
      says: quote(judging, textOf(judging.location.file)),
    })),
    ...(dictionary === undefined
      ? { mutants: mutantsAgainst(rule.id, mutants).map(({ id, title }) => ({ id, title })), company: [] }
      : bugsAgainst(rule.id, dictionary)),
    related: spec.rules.filter(({ id }) => relatedIds.has(id)).map(({ id, statement }) => ({ id, statement })),
  };
}

/** The cases of a scenario and the steps that judge, as they are written; an invariant has its entries alone. */
function quote(
  { scenarioAt, steps, entries, cases }: Judging,
  text: string | undefined,
): readonly (readonly string[])[] {
  if (text === undefined) return [];
  const line = scenarioAt?.line ?? 0;
  const asked = [quoteMember(text, line, 'forms'), onlyMembers(quoteMember(text, line, 'matrix'), cases)];
  const lines = new Set((scenarioAt === undefined ? entries : steps).map(({ line }) => line));
  return [...asked, ...[...lines].map((line) => quoteItem(text, line))].filter((quoted) => quoted.length > 0);
}

function bugsAgainst(rule: string, { assertions, bugs }: FaultDictionary): Pick<Explanation, 'mutants' | 'company'> {
  const mine = new Set(assertions.flatMap((id, index) => (ruleOfAssertion(id) === rule ? [index] : [])));
  const failing = bugs.map((bug) => ({
    bug,
    fails: bug.fails.filter((index) => mine.has(index)).length,
    inherited: bug.inherited.filter((index) => mine.has(index)).length,
  }));
  const declares = ({ bug }: { readonly bug: KnownBug }): boolean => bug.rules.includes(rule);
  return {
    mutants: failing.filter(declares).map(({ bug: { id, title }, fails }) => ({ id, title, fails })),
    company: failing
      .filter((one) => !declares(one) && one.fails > one.inherited)
      .map(({ bug: { id, title }, fails, inherited }) => ({ id, title, fails: fails - inherited })),
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
