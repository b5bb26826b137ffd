import type { ExchangeRecord, RuleResult, ScenarioResult, TargetReport } from '../../core/report.ts';

/** Something that could not be judged, and why. */
export interface OpenItem {
  /** A scenario, or a rule whose scenarios are not among the items. */
  readonly id: string;
  readonly verdict: 'error' | 'inconclusive';
  readonly reason: string;
  readonly scenario?: ScenarioResult;
  /** The exchange that shows why, if any does. */
  readonly exchange?: ExchangeRecord;
}

/** Scenarios that could not be judged, then rules that others' failures left open; without what is known or out of scope. */
export function openItems(target: TargetReport): readonly OpenItem[] {
  const unjudged = target.scenarios.filter(isUnjudged);
  const told = new Set(unjudged.map(({ id }) => id));
  const rules = target.rules.filter(
    ({ verdict, scenarios, baselined }) =>
      (verdict === 'error' || verdict === 'inconclusive') && !baselined && !scenarios.some((id) => told.has(id)),
  );
  return [...unjudged.map(ofScenario), ...rules.map(ofRule)];
}

/** Not only because of what is known or out of scope. */
function isUnjudged({ verdict, assertions, known, outOfScope }: ScenarioResult): boolean {
  if (verdict === 'error') return true;
  if (verdict !== 'inconclusive') return false;
  if (assertions.length === 0) return (known ?? outOfScope) === undefined;
  return assertions.some((one) => one.verdict === 'inconclusive' && (one.known ?? one.outOfScope) === undefined);
}

function ofScenario(scenario: ScenarioResult): OpenItem {
  const own = scenario.exchanges.filter(({ role }) => role !== 'cleanup');
  const exchange = own.find(({ response, fault }) => response !== undefined && fault !== undefined) ?? own.at(-1);
  return {
    id: scenario.id,
    verdict: scenario.verdict === 'error' ? 'error' : 'inconclusive',
    reason: reasonOf(scenario),
    scenario,
    ...(exchange === undefined ? {} : { exchange }),
  };
}

function reasonOf({ reason, assertions }: ScenarioResult): string {
  return reason ?? assertions.find(({ verdict }) => verdict !== 'pass')?.reason ?? 'no reason given';
}

function ofRule({ rule, verdict, reason = 'no reason given' }: RuleResult): OpenItem {
  return { id: rule, verdict: verdict === 'error' ? 'error' : 'inconclusive', reason };
}
