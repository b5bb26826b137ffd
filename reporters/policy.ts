import type { AssertionResult, RuleResult } from '../core/report.ts';
import { isMandatory } from '../core/rule.ts';

/** What may decide a run beyond gating MUSTs (design: `--strict`, `--provisional`). */
export interface Policy {
  readonly strict: boolean;
  readonly provisional: boolean;
}

export const defaultPolicy: Policy = { strict: false, provisional: false };

/** Why a failure does not decide the verdict, for people; undefined: it does. */
export function excuse(
  assertion: Pick<AssertionResult, 'level' | 'known'>,
  rule: RuleResult | undefined,
  policy: Policy,
): string | undefined {
  if (assertion.known !== undefined || rule?.baselined) return 'known failure (baseline)';
  if (rule?.advisory) return 'newer than the pinned catalogue';
  if (assertion.level === 'MAY') return 'MAY';
  if (!isMandatory(assertion.level) && !policy.strict) return `${assertion.level}: a warning`;
  if (rule && !rule.gating && !policy.provisional) return 'provisional rule';
  return undefined;
}
