/** @jsxImportSource preact */
import type { VNode } from 'preact';
import type { RuleResult } from '../../core/report.ts';
import type { RuleOutcome } from '../view/rule-outcome.ts';
import { rulePage } from '../view/rule-page.ts';
import type { Budget } from './budget.ts';
import { Failure, textsOf } from './failure.tsx';
import { LevelTag, Outcome } from './marks.tsx';
import { count } from './words.ts';

/** Failed assertions of a rule that are shown at most. */
const mostFailures = 4;

/** A rule that failed: how bad it is, what it says, where that is stated, and each failed assertion. */
export function RuleCard({
  outcome,
  protocol,
  index,
  site,
  budget,
}: {
  readonly outcome: RuleOutcome;
  readonly protocol: string;
  readonly index: number;
  readonly site: string | undefined;
  readonly budget: Budget;
}): VNode {
  const { rule, shown, excuse, failures } = outcome;
  const [first, ...others] = failures.slice(0, mostFailures);
  const brief = first !== undefined && !budget.takes(textsOf(first));
  const detailed =
    first === undefined ? [] : [first, ...others.filter((failure) => !brief && budget.takes(textsOf(failure)))];
  return (
    <article
      class={`card ${shown}`}
      id={cardId(index, rule.rule)}
      aria-labelledby={`${cardId(index, rule.rule)}-name`}
      data-rule={rule.rule}
      data-level={rule.level}
      data-outcome={shown}
      data-target={index}
    >
      <h4 id={`${cardId(index, rule.rule)}-name`}>
        <Outcome shown={shown} /> <RuleName rule={rule} page={rulePage(site, protocol, rule.rule)} />{' '}
        <LevelTag level={rule.level} />
        {excuse === undefined ? null : <span class="excuse"> does not decide ({excuse})</span>}
      </h4>
      <p class="statement">{rule.statement}</p>
      <Sources rule={rule} />
      {detailed.map((failure, place) => (
        <Failure key={place} failure={failure} previous={detailed[place - 1]} brief={brief} budget={budget} />
      ))}
      {failures.length === detailed.length ? null : (
        <p class="muted">
          And {count(failures.length - detailed.length, 'failure')} more (
          {count(new Set(failures.map(({ scenario }) => scenario.id)).size, 'scenario')} in all); the JSON report has
          them.
        </p>
      )}
    </article>
  );
}

/** The id of a rule, linked to its page where there is one. */
export function RuleName({ rule, page }: { readonly rule: RuleResult; readonly page: string | undefined }): VNode {
  return page === undefined ? <code>{rule.rule}</code> : <a href={page}>{rule.rule}</a>;
}

/** Where a rule is stated; addresses of the catalogue are links. */
function Sources({ rule: { sources, links = [] } }: { readonly rule: RuleResult }): VNode | null {
  if (sources.length === 0) return null;
  return (
    <p class="sources">
      Stated in{' '}
      {sources.map((source, place) => {
        const link = links[place] ?? undefined;
        return (
          <span key={place}>
            {place === 0 ? '' : '; '}
            {link === undefined || !/^https?:\/\//.test(link) ? source : <a href={link}>{source}</a>}
          </span>
        );
      })}
    </p>
  );
}

/** Name of a rule's card in the page. */
export function cardId(index: number, rule: string): string {
  return `rule-${index}-${rule.replaceAll(/[^\w.-]/g, '_')}`;
}
