import { assertionId } from '../../core/assertion-id.ts';
import type { ScenarioResult } from '../../core/report.ts';
import type { RuleId } from '../../core/rule.ts';
import type { FormLaw } from '../../core/suite.ts';
import { blameTrial } from './blame.ts';
import type { Trial } from './create-trials.ts';
import { mutantOutcome } from './mutant-outcome.ts';
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
  /** It shows when requests overlap: no single exchange tells what it changed. */
  readonly onlyInRaces?: boolean;
  /** The form of write and the law it was made for: only cases that try these count. */
  readonly cell?: FormLaw;
}

/**
 * Compares what a mutant failed with what it claims, and tells what else failed along with it. Pure.
 * @param clean what became of the same scenario cases on the clean core.
 * @param own ids of the scenario cases of the claim's cell; undefined: it has none, or any case will do.
 */
export function judgeMutant(
  claim: MutantClaim,
  trials: readonly Trial[],
  clean: readonly ScenarioResult[],
  own?: ReadonlySet<string>,
): MutantProof {
  const { id, title, kind, fails, failsAll, cell, onlyInRaces = kind === 'kernel' } = claim;
  const declared = new Set(fails);
  const blamed = trials.flatMap((trial) =>
    blameTrial(trial, declared).map(({ assertion, blame }) => ({
      scenario: trial.result.id,
      id: assertionId(trial.result, assertion),
      rule: assertion.rule,
      blame,
    })),
  );
  const failed = rulesOf(blamed);
  const company = onlyInRaces ? failed : rulesOf(blamed.filter(({ blame }) => blame === 'company'));
  const inherited = onlyInRaces ? [] : blamed.filter(({ blame }) => blame === 'inherited');
  const counted = own === undefined ? failed : rulesOf(blamed.filter(({ scenario }) => own.has(scenario)));
  const where = own === undefined || !cell ? '' : ` by a case of ${cell.form} × ${cell.law}`;
  const missed = failsAll
    ? fails.filter((rule) => !counted.includes(rule)).map((rule) => `${rule}${where}`)
    : failed.length === 0
      ? ['any rule']
      : [];
  return {
    id,
    title,
    kind,
    about: fails,
    outcome: mutantOutcome(
      trials.map(({ result }) => result),
      clean,
    ),
    scenarios: trials.length,
    failed,
    missed,
    company,
    inherited: [...new Set(inherited.map((one) => one.id))].sort(),
  };
}

/** Does an assertion fail of which the mutant says nothing, so that it matters what the mutant changed? */
export function wantsBlame({ kind, fails, onlyInRaces = false }: MutantClaim, { result }: Trial): boolean {
  return (
    kind === 'protocol' &&
    !onlyInRaces &&
    result.assertions.some(({ verdict, rule }) => verdict === 'fail' && !fails.includes(rule))
  );
}

function rulesOf(failures: readonly { readonly rule: RuleId }[]): RuleId[] {
  return [...new Set(failures.map(({ rule }) => rule))].sort();
}
