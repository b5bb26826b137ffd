import type { LikelyCause } from '../../core/report.ts';
import { bugsText } from '../text/cause-texts.ts';
import { wrap } from '../text/fit.ts';
import { neutralizeLine } from '../text/neutralize.ts';
import type { FailedAssertion, RuleOutcome } from '../view/rule-outcome.ts';
import { indent } from './indent.ts';
import { renderCodeFrame } from './render-code-frame.ts';
import { renderDifference } from './render-difference.ts';
import { renderExchange } from './render-exchange.ts';
import { renderTimeline } from './render-timeline.ts';
import { marks, paint, type Style } from './style.ts';

/** Failed assertions of one rule that are shown in full unless the output is verbose. */
const mostFailures = 5;

/**
 * A failed rule in full: likely cause, statement, source, and each failed assertion with its differences and its exchange.
 * @param cause what would explain it.
 */
export function renderFailure(outcome: RuleOutcome, style: Style, cause?: LikelyCause): string[] {
  const { rule, shown, failures } = outcome;
  const { mark, word, tone } = marks[shown];
  const inner: Style = { ...style, width: style.width - 2 };
  const why = outcome.excuse === undefined ? '' : ` (${outcome.excuse})`;
  const detailed = style.verbose ? failures : failures.slice(0, mostFailures);
  const body = [
    ...(cause === undefined ? [] : field('cause', `perhaps ${bugsText(cause)}`, inner)),
    ...wrap(neutralizeLine(rule.statement), inner.width),
    ...rule.sources.flatMap((source) => field('source', source, inner)),
    ...detailed.flatMap((failure, index) => renderAssertion(failure, detailed[index - 1], inner)),
    ...failures.slice(detailed.length).map(also),
  ];
  const title = `${mark} ${word} ${neutralizeLine(rule.rule)} ${rule.level}${why}`;
  const [first = '', ...more] = wrap(title, style.width);
  const head = [first, ...indent(2, more)].map((line) => paint(style, tone, line));
  return [...head, ...indent(2, body)];
}

function renderAssertion(failure: FailedAssertion, previous: FailedAssertion | undefined, style: Style): string[] {
  const { scenario, assertion } = failure;
  const exchange = assertion.exchange === undefined ? undefined : scenario.exchanges[assertion.exchange];
  const told = previous?.scenario === scenario && previous.assertion.exchange === assertion.exchange;
  const { file, line, column } = assertion.location;
  return [
    '',
    ...field('scenario', `${scenario.id}: ${scenario.title}`, style),
    ...(scenario.rounds === undefined
      ? []
      : field('rounds', `failed in ${scenario.rounds.failed} of ${scenario.rounds.run}`, style)),
    ...field('step', `${assertion.step}, at ${file}:${line}:${column}`, style),
    ...indent(2, renderCodeFrame(assertion.location, style)),
    ...(assertion.reason === undefined ? [] : field('because', assertion.reason, style)),
    ...assertion.mismatches.flatMap((mismatch) => [
      ...renderDifference(mismatch, style),
      ...renderTimeline(mismatch.timeline ?? [], style),
    ]),
    ...(exchange === undefined
      ? []
      : told
        ? [paint(style, 'muted', 'exchange as above')]
        : renderExchange(exchange, style)),
  ];
}

function also({ scenario, assertion }: FailedAssertion): string {
  const { file, line, column } = assertion.location;
  return neutralizeLine(`also failed: ${scenario.id}, step ${assertion.step}, at ${file}:${line}:${column}`);
}

function field(name: string, text: string, style: Style): string[] {
  const label = `${name} `;
  const [first = '', ...more] = wrap(neutralizeLine(text), style.width - label.length);
  return [`${paint(style, 'muted', label)}${first}`, ...indent(label.length, more)];
}
