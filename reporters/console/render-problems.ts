import type { ScenarioResult, TargetReport } from '../../core/report.ts';
import { wrap } from '../text/fit.ts';
import { neutralizeLine } from '../text/neutralize.ts';
import { indent } from './indent.ts';
import { plural } from './plural.ts';
import { renderExchange } from './render-exchange.ts';
import { marks, paint, type Style } from './style.ts';

/** Scenarios that could not be judged, in the order of the report, each with its reason and place. */
export function renderProblems(target: TargetReport, style: Style): string[] {
  return target.scenarios
    .filter(({ verdict }) => verdict === 'error' || verdict === 'inconclusive')
    .flatMap((scenario) => renderProblem(scenario, style));
}

function renderProblem(scenario: ScenarioResult, style: Style): string[] {
  const { mark, word, tone } = marks[scenario.verdict];
  const { file, line, column } = scenario.location;
  const last = scenario.exchanges.findLast(({ role }) => role !== 'cleanup');
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
