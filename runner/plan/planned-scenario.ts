import type { FeatureResult } from '../../core/report.ts';
import type { RuleId } from '../../core/rule.ts';
import type { SourceLocation } from '../../core/source-location.ts';
import type { Scenario, Suite, ValueTemplate } from '../../core/suite.ts';

/** Why a scenario is not run. `edition` and `feature`: it does not apply; the others: it would, but cannot be judged here (`setup`: what it judges cannot be made). */
export interface Skip {
  readonly kind: 'edition' | 'feature' | 'setup' | 'undeclared' | 'unclear' | 'identity';
  /** One sentence with the evidence. */
  readonly reason: string;
  /** What the probe of an unclear feature was answered: a known failure may be behind it. */
  readonly call?: string;
}

/** One case of one scenario, ready to run on one target. */
export interface PlannedScenario {
  /** "dab/if-match/star-means-must-exist", with "[case]" when it has a matrix. */
  readonly id: string;
  readonly suite: Suite;
  readonly scenario: Scenario;
  readonly caseId?: string;
  /** Values of $(case.name), still with tokens. */
  readonly values: Readonly<Record<string, ValueTemplate>>;
  readonly location: SourceLocation;
  /** Features that suite, scenario, case and fixtures ask for. */
  readonly needs: readonly string[];
  /** Features that are on while it runs: what `TargetPlan.connect` is asked for. */
  readonly features: ReadonlySet<string>;
  /** Rules its entries judge on this target, without invariants. */
  readonly rules: readonly RuleId[];
  /** Identities its requests act as, "nobody" excepted. */
  readonly identities: readonly string[];
  readonly skip?: Skip;
}

/** All that is going to happen on one target. */
export interface PlannedTarget {
  readonly scenarios: readonly PlannedScenario[];
  /** Nothing was filtered out. */
  readonly whole: boolean;
  /** By what scenarios were divided, where these are one part of them. */
  readonly split?: string;
  readonly features: readonly FeatureResult[];
}
