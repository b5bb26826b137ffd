import type { SourceStatement } from '../../core/protocol-spec.ts';
import type { Rule } from '../../core/rule.ts';
import type { Mutant } from '../../mock-server/kernel/protocol-core.ts';
import type { Catalogue } from '../list/load-catalogues.ts';
import { mutantsAgainst } from '../list/mutants-of.ts';
import { scenariosByRule } from '../list/scenarios-by-rule.ts';
import { type FormsCoverage, findForms } from './find-forms.ts';

/** A rule, and what stands behind it. */
export interface RuleCoverage {
  readonly id: string;
  readonly party: Rule['party'];
  readonly untestable?: string;
  readonly scenarios: readonly string[];
  readonly mutants: readonly string[];
  /** What is missing: none for a rule that is judged and that a mutant breaks, or that says why it cannot be. */
  readonly gaps: readonly string[];
}

/** One statement of a source, and the rules it became. */
export interface StatementCoverage extends Omit<SourceStatement, 'rules'> {
  readonly rules: readonly RuleCoverage[];
  readonly gaps: readonly string[];
}

/** What became of all that the sources of a protocol say. */
export interface Coverage {
  readonly protocol: string;
  readonly title: string;
  readonly statements: readonly StatementCoverage[];
  /** Rules that no statement of the source map leads to: they rest on recordings, tests or deductions. */
  readonly others: readonly RuleCoverage[];
  /** What became of the laws of all writes, for every form of write. */
  readonly writes: FormsCoverage;
}

/** A missing link between a statement and what proves it. */
export interface Gap {
  readonly where: string;
  readonly what: string;
}

/** Follows every statement to its rules, their scenarios and their mutants. Pure. */
export function findCoverage(catalogue: Catalogue, mutants: readonly Mutant[]): Coverage {
  const { spec, suites } = catalogue;
  const judged = scenariosByRule(suites);
  const covered = new Map(
    spec.rules
      .filter(({ retired }) => retired === undefined)
      .map((rule) => [
        rule.id,
        coverRule(
          rule,
          (judged.get(rule.id) ?? []).map(({ scenario }) => scenario),
          mutants,
        ),
      ]),
  );
  const mapped = new Set(spec.statements.flatMap(({ rules }) => rules));
  return {
    protocol: spec.id,
    title: spec.title,
    statements: spec.statements.map(({ rules, ...statement }) => ({
      ...statement,
      rules: rules.flatMap((id) => covered.get(id) ?? []),
      gaps: rules.length === 0 && statement.untestable === undefined ? ['neither a rule nor a reason'] : [],
    })),
    others: [...covered.values()].filter(({ id }) => !mapped.has(id)),
    writes: findForms(catalogue, mutants),
  };
}

/** Everything that is missing, each once. */
export function gapsOf({ statements, others, writes }: Coverage): readonly Gap[] {
  const rules = new Map(
    [...statements.flatMap((statement) => statement.rules), ...others].map((rule) => [rule.id, rule]),
  );
  return [
    ...statements.flatMap(({ source, id, gaps }) => gaps.map((what) => ({ where: `${source} ${id}`, what }))),
    ...[...rules.values()].flatMap(({ id, gaps }) => gaps.map((what) => ({ where: id, what }))),
    ...writes.forms.flatMap(({ id, cells }) =>
      cells.flatMap(({ law, gaps }) => gaps.map((what) => ({ where: `${id} × ${law}`, what }))),
    ),
  ];
}

function coverRule(rule: Rule, scenarios: readonly string[], all: readonly Mutant[]): RuleCoverage {
  const { id, party, untestable } = rule;
  const mutants = mutantsAgainst(id, all).map((mutant) => mutant.id);
  // Client rules are told about clients: no scenario can judge a server by them.
  const judgeable = untestable === undefined && party === 'server';
  // Known bugs are those of the reference server, which a user's own rules and protocols do not have.
  const provable = all.length > 0 && !rule.own;
  const gaps = judgeable
    ? [...(scenarios.length === 0 ? ['no scenario'] : []), ...(provable && mutants.length === 0 ? ['no mutant'] : [])]
    : [];
  return { id, party, ...(untestable === undefined ? {} : { untestable }), scenarios, mutants, gaps };
}
