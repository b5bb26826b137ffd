import type { TargetReport } from '../../core/report.ts';
import { wrap } from '../text/fit.ts';
import { neutralizeLine } from '../text/neutralize.ts';
import { renderCauses } from './render-causes.ts';
import { renderFailure } from './render-failure.ts';
import { renderKnown } from './render-known.ts';
import { renderNotes } from './render-notes.ts';
import { renderProblems, renderSkipped } from './render-problems.ts';
import { renderRules } from './render-rules.ts';
import { type RuleOutcome, ruleOutcomes } from './rule-outcome.ts';
import { marks, paint, type Style } from './style.ts';

/** One target: its rules line by line, then failures, warnings, likely causes and what could not be judged at length, then notes. */
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
    ...section(
      'Failures',
      outcomes.filter(({ shown }) => shown === 'fail'),
      style,
    ),
    ...section(
      'Warnings',
      outcomes.filter(({ shown }) => shown === 'warning'),
      style,
    ),
    ...renderKnown(target, outcomes, style),
    ...renderCauses(target.causes, style),
    ...problems(target, style),
    ...renderNotes(target, style),
    '',
  ];
}

/** Only what is wrong with it; nothing when all is well. */
function renderBad(target: TargetReport, outcomes: readonly RuleOutcome[], style: Style): string[] {
  const failed = outcomes.filter(({ shown }) => shown === 'fail');
  const lines = [
    ...(target.unreachable === undefined
      ? []
      : wrap(`${marks.error.mark} ${neutralizeLine(target.unreachable)}`, style.width)),
    ...section('Failures', failed, style),
    ...renderCauses(target.causes, style),
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

function section(title: string, outcomes: readonly RuleOutcome[], style: Style): string[] {
  if (outcomes.length === 0) return [];
  return [
    '',
    paint(style, 'strong', `${title} (${outcomes.length})`),
    ...outcomes.flatMap((outcome) => ['', ...renderFailure(outcome, style)]),
  ];
}

function problems(target: TargetReport, style: Style): string[] {
  const lines = renderProblems(target, style);
  return lines.length === 0 ? [] : ['', paint(style, 'strong', 'Could not be judged'), ...lines];
}
