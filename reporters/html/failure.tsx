/** @jsxImportSource preact */
import type { VNode } from 'preact';
import type { Mismatch } from '../../core/report.ts';
import { findDifference } from '../text/find-difference.ts';
import type { FailedAssertion } from '../view/rule-outcome.ts';
import type { Budget } from './budget.ts';
import { Exchange, exchangeTexts } from './exchange.tsx';
import { Timeline } from './timeline.tsx';
import { clip } from './words.ts';

const mostMismatches = 8;
const longestValue = 1_200;
const shortValue = 80;

/** One failed assertion: where, what must be, what is, and the exchange with what differs marked. */
export function Failure({
  failure,
  previous,
  brief,
  budget,
}: {
  readonly failure: FailedAssertion;
  readonly previous: FailedAssertion | undefined;
  /** Just what it is: there is no room for more. */
  readonly brief: boolean;
  readonly budget: Budget;
}): VNode {
  const { scenario, assertion } = failure;
  const { file, line, column } = assertion.location;
  const exchange = exchangeOf(failure);
  const told = previous !== undefined && exchange !== undefined && exchangeOf(previous) === exchange;
  const room = !brief && exchange !== undefined && !told && budget.takes(exchangeTexts(exchange));
  const { mismatches } = assertion;
  const shown = mismatches.slice(0, brief ? 1 : mostMismatches);
  const longest = brief ? shortValue : longestValue;
  return (
    <div class="failure">
      <p class="where">
        {previous?.scenario === scenario ? null : (
          <>
            <strong>{clip(scenario.title, longest)}</strong>
            <br />
            <code>{scenario.id}</code>,{' '}
          </>
        )}
        step <code>{assertion.step}</code>, at{' '}
        <code>
          {file}:{line}:{column}
        </code>
        {scenario.rounds === undefined
          ? null
          : `, failed in ${scenario.rounds.failed} of ${scenario.rounds.run} rounds`}
      </p>
      {assertion.reason === undefined ? null : <p>{clip(assertion.reason, longest)}</p>}
      {shown.map((mismatch, place) => (
        <Difference key={place} mismatch={mismatch} longest={longest} />
      ))}
      {mismatches.length > shown.length ? (
        <p class="muted">and {mismatches.length - shown.length} more that differ</p>
      ) : null}
      {exchange === undefined ? null : room ? (
        <Exchange exchange={exchange} mismatches={mismatches} />
      ) : (
        <p class="muted">{told ? 'The exchange is the one above.' : 'The exchange is in the JSON report.'}</p>
      )}
    </div>
  );
}

/** What of a failure takes room. */
export function textsOf({ scenario, assertion }: FailedAssertion): readonly string[] {
  return [
    scenario.id,
    clip(scenario.title, longestValue),
    assertion.location.file,
    ...assertion.mismatches
      .slice(0, mostMismatches)
      .flatMap(({ fact, expected, actual }) => [fact, clip(expected, longestValue), clip(actual, longestValue)]),
  ];
}

function exchangeOf({ scenario, assertion }: FailedAssertion) {
  return assertion.exchange === undefined ? undefined : scenario.exchanges[assertion.exchange];
}

function Difference({
  mismatch: { fact, expected, actual, timeline },
  longest,
}: {
  readonly mismatch: Mismatch;
  readonly longest: number;
}): VNode {
  const [must, is] = [clip(expected, longest), clip(actual, longest)];
  const { before, after, ...differs } = findDifference(must, is);
  // Marking is of use only where the texts are mostly alike.
  const alike = (before.length + after.length) * 2 >= Math.max(must.length, is.length);
  const marked = (middle: string, whole: string, kind: 'must' | 'is') =>
    alike && middle !== '' ? (
      <>
        {before}
        <mark class={kind}>{middle}</mark>
        {after}
      </>
    ) : (
      whole
    );
  return (
    <div class="difference">
      <dl>
        <dt class="fact">differs</dt>
        <dd class="fact">
          <code>{fact}</code>
        </dd>
        <dt>expected</dt>
        <dd>
          <code>{marked(differs.expected, must, 'must')}</code>
        </dd>
        <dt>actual</dt>
        <dd>
          <code>{marked(differs.actual, is, 'is')}</code>
        </dd>
      </dl>
      {timeline === undefined ? null : <Timeline rows={timeline} />}
    </div>
  );
}
