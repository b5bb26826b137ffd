import type { RuleResult, ScenarioResult, TargetReport } from '../../core/report.ts';
import { displayWidth } from '../text/display-width.ts';
import { padEnd, truncateWords, wrap } from '../text/fit.ts';
import { neutralizeLine } from '../text/neutralize.ts';
import { plural } from '../text/plural.ts';
import { type RuleGroup, ruleGroups } from '../view/rule-groups.ts';
import type { RuleOutcome } from '../view/rule-outcome.ts';
import { indent } from './indent.ts';
import { renderRuleLine } from './render-rule-line.ts';
import { marks, paint, type Style } from './style.ts';

/** Suites that are named beside a group: what it is about. */
const mostSuites = 3;

/**
 * What became of the rules: those that passed on one line per group, every other one that was judged on its own, what was not
 * judged summed up by reason. Verbose: every rule with its scenarios.
 */
export function renderRules(target: TargetReport, outcomes: readonly RuleOutcome[], style: Style): string[] {
  if (style.verbose) {
    const scenarios = new Map(target.scenarios.map((scenario) => [scenario.id, scenario]));
    return outcomes.flatMap((outcome) => [
      ...renderRuleLine(outcome, style),
      ...indent(2, details(outcome.rule, scenarios, { ...style, width: style.width - 2 })),
    ]);
  }
  const groups = ruleGroups(outcomes.filter(({ shown }) => shown !== 'skipped' && shown !== 'untested'));
  const columns = {
    id: Math.max(0, ...groups.map(({ id }) => displayWidth(neutralizeLine(id)))),
    counts: Math.max(0, ...groups.map((group) => countsOf(group).length)),
  };
  return [
    ...groups.flatMap((group) => [
      ...groupLine(group, columns, style),
      ...group.outcomes.filter(({ shown }) => shown !== 'pass').flatMap((outcome) => renderRuleLine(outcome, style)),
    ]),
    ...notJudged(outcomes, style),
  ];
}

/** "✓ DAB-IFM  27 of 28 rules passed  if-match, laws, races": nothing where none passed. */
function groupLine(
  group: RuleGroup,
  columns: { readonly id: number; readonly counts: number },
  style: Style,
): string[] {
  if (!group.outcomes.some(({ shown }) => shown === 'pass')) return [];
  const { mark, tone } = marks.pass;
  const head = `${paint(style, tone, mark)} ${padEnd(neutralizeLine(group.id), columns.id)}  ${padEnd(countsOf(group), columns.counts)}`;
  const room = style.width - displayWidth(`${mark} `) - columns.id - columns.counts - 4;
  const suites = truncateWords(neutralizeLine(group.suites.slice(0, mostSuites).join(', ')), room);
  return [`${head}  ${paint(style, 'muted', suites)}`.trimEnd()];
}

function countsOf({ outcomes }: RuleGroup): string {
  const passed = outcomes.filter(({ shown }) => shown === 'pass').length;
  return passed === outcomes.length
    ? `${plural(passed, 'rule')} passed`
    : `${passed} of ${plural(outcomes.length, 'rule')} passed`;
}

/** The sources and every scenario of a rule. */
function details(rule: RuleResult, scenarios: ReadonlyMap<string, ScenarioResult>, style: Style): string[] {
  const hanging = (text: string): string[] => {
    const [first = '', ...more] = wrap(text, style.width - 2);
    return [first, ...indent(2, more)];
  };
  return [
    ...rule.sources.flatMap((source) => hanging(`source: ${neutralizeLine(source)}`)),
    ...(rule.reason === undefined ? [] : hanging(`${rule.verdict}: ${neutralizeLine(rule.reason)}`)),
    ...rule.scenarios.flatMap((id) => {
      const scenario = scenarios.get(id);
      const mark = scenario ? marks[scenario.verdict].mark : marks.untested.mark;
      const title = scenario ? ` ${neutralizeLine(scenario.title)}` : '';
      return hanging(`${mark} ${neutralizeLine(id)}${title}`);
    }),
  ];
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
