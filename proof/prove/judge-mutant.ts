import type { ScenarioResult } from '../../core/report.ts';
import type { MutantProof } from './prove-report.ts';

/** What a mutant claims about itself. */
export interface MutantClaim {
  readonly id: string;
  readonly title: string;
  readonly kind: MutantProof['kind'];
  /** Rules each of which must be failed; undefined: any one will do. */
  readonly fails?: readonly string[];
  /** Rules that may be failed as well; undefined: any. */
  readonly mayFail?: readonly string[];
}

/** Compares what a mutant failed with what it claims. Pure. */
export function judgeMutant(claim: MutantClaim, results: readonly ScenarioResult[]): MutantProof {
  const failed = failedRules(results);
  const lawful = claim.mayFail === undefined ? undefined : new Set([...(claim.fails ?? []), ...claim.mayFail]);
  const missed =
    claim.fails === undefined
      ? failed.length === 0
        ? ['any rule']
        : []
      : claim.fails.filter((rule) => !failed.includes(rule));
  return {
    id: claim.id,
    title: claim.title,
    kind: claim.kind,
    scenarios: results.length,
    failed,
    missed,
    undeclared: lawful === undefined ? [] : failed.filter((rule) => !lawful.has(rule)),
  };
}

/** Rules of which at least one assertion failed, sorted. */
function failedRules(results: readonly ScenarioResult[]): string[] {
  const rules = results.flatMap(({ assertions }) =>
    assertions.filter(({ verdict }) => verdict === 'fail').map(({ rule }) => rule),
  );
  return [...new Set(rules)].sort();
}

/** Ids of failed assertions, "scenario/assertion RULE". */
export function failedAssertions(results: readonly ScenarioResult[]): string[] {
  return results.flatMap((scenario) =>
    scenario.assertions
      .filter(({ verdict }) => verdict === 'fail')
      .map((assertion) => assertionId(scenario, assertion)),
  );
}

/**
 * Identity of an assertion over all mutants. An invariant is one assertion wherever it is judged: its many
 * places ("given-1/invariant-3", "put/invariant-3") are one.
 */
export function assertionId(
  scenario: { readonly id: string },
  assertion: { readonly id: string; readonly rule: string },
): string {
  const invariant = /invariant-\d+$/.exec(assertion.id)?.[0];
  return `${invariant === undefined ? `${scenario.id}/${assertion.id}` : `${scenario.id.split('/')[0]}/${invariant}`} ${assertion.rule}`;
}
