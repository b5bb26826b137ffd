import type { RuleResult, ScenarioResult, TargetReport } from '../../core/report.ts';
import { wrap } from '../text/fit.ts';
import { neutralizeLine } from '../text/neutralize.ts';
import { indent } from './indent.ts';
import { plural } from './plural.ts';
import { renderRuleLine, ruleColumns } from './render-rule-line.ts';
import type { RuleOutcome } from './rule-outcome.ts';
import { marks, paint, type Style } from './style.ts';

/** Every rule that was judged on a line of its own; what was not is summed up by reason, unless verbose. */
export function renderRules(target: TargetReport, outcomes: readonly RuleOutcome[], style: Style): string[] {
  const columns = ruleColumns(target.rules);
  const scenarios = new Map(target.scenarios.map((scenario) => [scenario.id, scenario]));
  const judged = outcomes.filter(({ shown }) => style.verbose || (shown !== 'skipped' && shown !== 'untested'));
  const lines = judged.flatMap((outcome) => [
    renderRuleLine(outcome, columns, style),
    ...(style.verbose ? details(outcome.rule, scenarios, style) : []),
  ]);
  return style.verbose ? lines : [...lines, ...notJudged(outcomes, style)];
}

/** The whole statement, the sources and every scenario of a rule. */
function details(rule: RuleResult, scenarios: ReadonlyMap<string, ScenarioResult>, style: Style): string[] {
  const columns = style.width - 4;
  return indent(4, [
    ...wrap(neutralizeLine(rule.statement), columns),
    ...rule.sources.flatMap((source) => wrap(`source: ${neutralizeLine(source)}`, columns)),
    ...(rule.reason === undefined ? [] : wrap(`${rule.verdict}: ${neutralizeLine(rule.reason)}`, columns)),
    ...rule.scenarios.flatMap((id) => {
      const scenario = scenarios.get(id);
      const mark = scenario ? marks[scenario.verdict].mark : marks.untested.mark;
      const title = scenario ? ` ${neutralizeLine(scenario.title)}` : '';
      return wrap(`${mark} ${neutralizeLine(id)}${title}`, columns);
    }),
  ]);
}

function notJudged(outcomes: readonly RuleOutcome[], style: Style): string[] {
  const groups = new Map<string, { readonly outcome: RuleOutcome; readonly ids: string[] }>();
  for (const outcome of outcomes) {
    if (outcome.shown !== 'skipped' && outcome.shown !== 'untested') continue;
    const reason = `${outcome.shown}: ${outcome.rule.reason ?? 'no scenario in this run judges it'}`;
    const group = groups.get(reason) ?? { outcome, ids: [] };
    group.ids.push(outcome.rule.rule);
    groups.set(reason, group);
  }
  return [...groups].flatMap(([reason, { outcome, ids }]) => {
    const shown = ids.slice(0, 6).join(', ');
    const rest = ids.length > 6 ? ` and ${ids.length - 6} more` : '';
    const text = `${plural(ids.length, 'rule')} ${neutralizeLine(reason)} (${neutralizeLine(shown)}${rest})`;
    const [first = '', ...more] = wrap(text, style.width - 2);
    return [`${marks[outcome.shown].mark} ${first}`, ...indent(2, more)].map((line) => paint(style, 'muted', line));
  });
}
