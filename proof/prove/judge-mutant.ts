import type { ScenarioResult } from '../../core/report.ts';
import type { RuleId } from '../../core/rule.ts';
import { blameTrial } from './blame.ts';
import type { Trial } from './create-trials.ts';
import type { MutantProof } from './prove-report.ts';

/** What a mutant claims about itself. */
export interface MutantClaim {
  readonly id: string;
  readonly title: string;
  readonly kind: MutantProof['kind'];
  /** Rules that it breaks. None: a bug of the kernel, which breaks whatever depends on the store. */
  readonly fails: readonly RuleId[];
  /** Each of them must be failed here; else any rule will do. */
  readonly failsAll: boolean;
}

/** Compares what a mutant failed with what it claims, and tells what else failed along with it. Pure. */
export function judgeMutant(claim: MutantClaim, trials: readonly Trial[]): MutantProof {
  const { id, title, kind, fails, failsAll } = claim;
  const declared = new Set(fails);
  const blamed = trials.flatMap((trial) =>
    blameTrial(trial, declared).map(({ assertion, blame }) => ({
      id: assertionId(trial.result, assertion),
      rule: assertion.rule,
      blame,
    })),
  );
  const failed = rulesOf(blamed);
  const company = kind === 'kernel' ? failed : rulesOf(blamed.filter(({ blame }) => blame === 'company'));
  const inherited = kind === 'kernel' ? [] : blamed.filter(({ blame }) => blame === 'inherited');
  const missed = failsAll ? fails.filter((rule) => !failed.includes(rule)) : failed.length === 0 ? ['any rule'] : [];
  return {
    id,
    title,
    kind,
    scenarios: trials.length,
    failed,
    missed,
    company,
    inherited: [...new Set(inherited.map((one) => one.id))].sort(),
  };
}

function rulesOf(failures: readonly { readonly rule: RuleId }[]): RuleId[] {
  return [...new Set(failures.map(({ rule }) => rule))].sort();
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
