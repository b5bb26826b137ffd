import type { RuleResult, ScenarioResult, TargetReport } from '../../core/report.ts';
import { wrap } from '../text/fit.ts';
import { neutralizeLine } from '../text/neutralize.ts';
import { indent } from './indent.ts';
import { plural } from './plural.ts';
import { renderExchange } from './render-exchange.ts';
import { marks, paint, type Style } from './style.ts';

/** Scenarios that could not be judged, each with its reason and place, then rules that others' failures left open. */
export function renderProblems(target: TargetReport, style: Style): string[] {
  const unjudged = target.scenarios.filter(isUnjudged);
  const told = new Set(unjudged.map(({ id }) => id));
  const open = target.rules.filter(
    ({ verdict, scenarios, baselined }) =>
      (verdict === 'error' || verdict === 'inconclusive') && !baselined && !scenarios.some((id) => told.has(id)),
  );
  return [
    ...unjudged.flatMap((scenario) => renderProblem(scenario, style)),
    ...open.flatMap((rule) => renderOpenRule(rule, style)),
  ];
}

/** Not only because of what is known or out of scope. */
function isUnjudged({ verdict, assertions, known, outOfScope }: ScenarioResult): boolean {
  if (verdict === 'error') return true;
  if (verdict !== 'inconclusive') return false;
  if (assertions.length === 0) return (known ?? outOfScope) === undefined;
  return assertions.some((one) => one.verdict === 'inconclusive' && (one.known ?? one.outOfScope) === undefined);
}

function renderOpenRule({ rule, verdict, reason = 'no reason given' }: RuleResult, style: Style): string[] {
  const { mark, word, tone } = verdict === 'error' ? marks.error : marks.inconclusive;
  return [
    `${paint(style, tone, `${mark} ${word}`)} ${neutralizeLine(rule)}`,
    ...indent(2, wrap(neutralizeLine(reason), style.width - 2)),
  ];
}

function renderProblem(scenario: ScenarioResult, style: Style): string[] {
  const { mark, word, tone } = marks[scenario.verdict];
  const { file, line, column } = scenario.location;
  const own = scenario.exchanges.filter(({ role }) => role !== 'cleanup');
  // The one that shows why, if any does.
  const last = own.find(({ response, fault }) => response !== undefined && fault !== undefined) ?? own.at(-1);
  const inner: Style = { ...style, width: style.width - 2 };
  return [
    `${paint(style, tone, `${mark} ${word}`)} ${neutralizeLine(scenario.id)}`,
    ...indent(2, [
      ...wrap(neutralizeLine(reasonOf(scenario)), inner.width),
      ...wrap(neutralizeLine(`at ${file}:${line}:${column}`), inner.width),
      ...(last && (style.verbose || last.fault !== undefined) ? renderExchange(last, inner) : []),
    ]),
  ];
}

function reasonOf({ reason, assertions }: ScenarioResult): string {
  if (reason !== undefined) return reason;
  return assertions.find(({ verdict }) => verdict !== 'pass')?.reason ?? 'no reason given';
}

/** Scenarios that were skipped, summed up by reason. */
export function renderSkipped(target: TargetReport, style: Style): string[] {
  const byReason = new Map<string, string[]>();
  for (const { verdict, reason = 'no reason given', id } of target.scenarios) {
    if (verdict === 'skipped') byReason.set(reason, [...(byReason.get(reason) ?? []), id]);
  }
  return [...byReason].flatMap(([reason, ids]) => {
    // What holds in another edition says nothing about this target; all else is named.
    const which = style.verbose || !reason.startsWith('holds in edition') ? `: ${ids.join(', ')}` : '';
    const text = neutralizeLine(`${plural(ids.length, 'scenario')} skipped, ${reason}${which}`);
    const [first = '', ...more] = wrap(text, style.width - 2);
    return [`${marks.skipped.mark} ${first}`, ...indent(2, more)].map((line) => paint(style, 'muted', line));
  });
}
