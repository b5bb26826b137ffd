import type { ScenarioResult, TargetReport } from '../../core/report.ts';
import { wrap } from '../text/fit.ts';
import { neutralizeLine } from '../text/neutralize.ts';
import { plural } from '../text/plural.ts';
import type { RuleOutcome } from '../view/rule-outcome.ts';
import { indent } from './indent.ts';
import { renderFailure } from './render-failure.ts';
import { marks, paint, type Style } from './style.ts';

/** What the baseline knows: one line for each known failure, and what it hides. Verbose: the failures in full. */
export function renderKnown(target: TargetReport, outcomes: readonly RuleOutcome[], style: Style): string[] {
  const known = outcomes.filter(({ shown }) => shown === 'known');
  const hidden = hiddenScenarios(target);
  if (known.length === 0 && hidden.size === 0) return [];
  const lines = [
    ...known.flatMap((outcome) => (style.verbose ? ['', ...renderFailure(outcome, style)] : knownLine(outcome, style))),
    ...[...hidden].flatMap(([entry, scenarios]) => hiddenLine(entry, scenarios, style)),
  ];
  return ['', paint(style, 'strong', `Known failures (${known.length})`), ...lines];
}

function knownLine({ rule, failures }: RuleOutcome, style: Style): string[] {
  const where = new Set(failures.map(({ scenario }) => scenario.id)).size;
  return line(
    `${marks.known.mark} ${marks.known.word} ${rule.rule} ${rule.level}, in ${plural(where, 'scenario')}`,
    style,
  );
}

function hiddenLine(entry: string, scenarios: readonly string[], style: Style): string[] {
  const which = style.verbose ? `: ${scenarios.join(', ')}` : '';
  return line(
    `${marks.hidden.mark} ${entry} hides ${plural(scenarios.length, 'scenario')} or parts of them${which}`,
    style,
  );
}

function line(text: string, style: Style): string[] {
  const [first = '', ...more] = wrap(neutralizeLine(text), style.width - 2);
  return [first, ...indent(2, more)].map((shown) => paint(style, 'muted', shown));
}

/** Scenarios of which something is open because of a known failure, by the entry of that failure. */
function hiddenScenarios({ scenarios }: TargetReport): ReadonlyMap<string, readonly string[]> {
  const byEntry = new Map<string, string[]>();
  for (const scenario of scenarios) {
    for (const entry of hidingEntries(scenario)) byEntry.set(entry, [...(byEntry.get(entry) ?? []), scenario.id]);
  }
  return byEntry;
}

function hidingEntries({ known, assertions }: ScenarioResult): ReadonlySet<string> {
  const hidden = assertions.filter(({ verdict }) => verdict === 'inconclusive').map((assertion) => assertion.known);
  return new Set([known, ...hidden].filter((entry) => entry !== undefined));
}
