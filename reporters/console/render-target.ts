import type { TargetReport } from '../../core/report.ts';
import { wrap } from '../text/fit.ts';
import { neutralizeLine } from '../text/neutralize.ts';
import { groupByCause } from '../view/failure-groups.ts';
import { type RuleOutcome, ruleOutcomes } from '../view/rule-outcome.ts';
import { renderCauses } from './render-causes.ts';
import { renderFailure } from './render-failure.ts';
import { renderKnown } from './render-known.ts';
import { renderNotes } from './render-notes.ts';
import { renderProblems, renderSkipped } from './render-problems.ts';
import { renderRules } from './render-rules.ts';

import { marks, paint, type Style } from './style.ts';

/** One target: what became of its rules, likely causes, then failures, warnings and what could not be judged at length, then notes. */
export function renderTarget(target: TargetReport, style: Style): string[] {
  const outcomes = ruleOutcomes(target, style.policy);
  if (style.quiet) return renderBad(target, outcomes, style);
  return [
    ...renderHeading(target, style),
    '',
    ...(target.unreachable === undefined
      ? renderRules(target, outcomes, style)
      : wrap(`${marks.error.mark} ${neutralizeLine(target.unreachable)}`, style.width)),
    ...renderSkipped(target, style),
    ...renderCauses(target.causes, style),
    ...section('Failures', 'fail', target, outcomes, style),
    ...section('Warnings', 'warning', target, outcomes, style),
    ...renderKnown(target, outcomes, style),
    ...problems(target, style),
    ...renderNotes(target, style),
    '',
  ];
}

/** Only what is wrong with it; nothing when all is well. */
function renderBad(target: TargetReport, outcomes: readonly RuleOutcome[], style: Style): string[] {
  const lines = [
    ...(target.unreachable === undefined
      ? []
      : wrap(`${marks.error.mark} ${neutralizeLine(target.unreachable)}`, style.width)),
    ...renderCauses(target.causes, style),
    ...section('Failures', 'fail', target, outcomes, style),
    ...problems(target, style),
  ];
  return lines.length === 0 ? [] : [...renderHeading(target, style), ...lines, ''];
}

/** Protocol, edition and address of a target. */
function renderHeading(target: TargetReport, style: Style): string[] {
  const name = neutralizeLine(`${target.protocol} ${target.edition}`);
  const where = neutralizeLine(target.bundled ? 'at the bundled reference server' : `at ${target.url}`);
  if (name.length + 1 + where.length > style.width) return [paint(style, 'strong', name), ...wrap(where, style.width)];
  return [`${paint(style, 'strong', name)} ${paint(style, 'muted', where)}`];
}

/** Failures at length, those that one cause would explain beside each other. */
function section(
  title: string,
  kind: RuleOutcome['shown'],
  target: TargetReport,
  outcomes: readonly RuleOutcome[],
  style: Style,
): string[] {
  const shown = outcomes.filter((outcome) => outcome.shown === kind);
  if (shown.length === 0) return [];
  return [
    '',
    paint(style, 'strong', `${title} (${shown.length})`),
    ...groupByCause(target, shown).flatMap((group) =>
      group.outcomes.flatMap((outcome) => ['', ...renderFailure(outcome, style, group.cause)]),
    ),
  ];
}

function problems(target: TargetReport, style: Style): string[] {
  const lines = renderProblems(target, style);
  return lines.length === 0 ? [] : ['', paint(style, 'strong', 'Could not be judged'), ...lines];
}
