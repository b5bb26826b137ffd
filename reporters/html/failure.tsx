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

/** One failed assertion: where, what must be, what is, and the exchange with what differs marked. */
export function Failure({
  failure,
  previous,
  budget,
}: {
  readonly failure: FailedAssertion;
  readonly previous: FailedAssertion | undefined;
  readonly budget: Budget;
}): VNode {
  const { scenario, assertion } = failure;
  const { file, line, column } = assertion.location;
  const exchange = exchangeOf(failure);
  const told = previous !== undefined && exchange !== undefined && exchangeOf(previous) === exchange;
  const room = exchange !== undefined && !told && budget.takes(exchangeTexts(exchange));
  const { mismatches } = assertion;
  return (
    <div class="failure">
      <p class="where">
        <strong>{clip(scenario.title, 300)}</strong>
        <br />
        <code>{scenario.id}</code>, step <code>{assertion.step}</code>, at{' '}
        <code>
          {file}:{line}:{column}
        </code>
        {scenario.rounds === undefined
          ? null
          : `, failed in ${scenario.rounds.failed} of ${scenario.rounds.run} rounds`}
      </p>
      {assertion.reason === undefined ? null : <p>{clip(assertion.reason, 600)}</p>}
      {mismatches.slice(0, mostMismatches).map((mismatch, place) => (
        <Difference key={place} mismatch={mismatch} />
      ))}
      {mismatches.length > mostMismatches ? (
        <p class="muted">and {mismatches.length - mostMismatches} more that differ</p>
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
    clip(scenario.title, 300),
    assertion.location.file,
    ...assertion.mismatches
      .slice(0, mostMismatches)
      .flatMap(({ fact, expected, actual }) => [fact, clip(expected, longestValue), clip(actual, longestValue)]),
  ];
}

function exchangeOf({ scenario, assertion }: FailedAssertion) {
  return assertion.exchange === undefined ? undefined : scenario.exchanges[assertion.exchange];
}

function Difference({ mismatch: { fact, expected, actual, timeline } }: { readonly mismatch: Mismatch }): VNode {
  const [must, is] = [clip(expected, longestValue), clip(actual, longestValue)];
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
