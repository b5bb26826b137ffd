/** @jsxImportSource preact */
import type { VNode } from 'preact';
import { rulePage } from '../view/rule-page.ts';
import type { TargetView } from '../view/view-report.ts';
import { HeadRow } from './head-row.tsx';
import { LevelTag, Outcome } from './marks.tsx';
import { cardId, RuleName } from './rule-card.tsx';
import { clip } from './words.ts';

/** All rules of a target, to search. */
export function RuleTable({
  view: { target, outcomes },
  index,
  site,
}: {
  readonly view: TargetView;
  readonly index: number;
  readonly site: string | undefined;
}): VNode | null {
  if (outcomes.length === 0) return null;
  return (
    <section data-group>
      <h3>All rules</h3>
      <table class="rules">
        <caption class="hidden">All rules of {`${target.protocol} ${target.edition}`}</caption>
        <HeadRow columns={['outcome', 'rule', 'says', 'scenarios']} />
        <tbody>
          {outcomes.map(({ rule, shown, failures }) => (
            <tr key={rule.rule} data-rule={rule.rule} data-level={rule.level} data-outcome={shown} data-target={index}>
              <td>
                <Outcome shown={shown} />
              </td>
              <td>
                {shown === 'pass' || failures.length === 0 ? (
                  <RuleName rule={rule} page={rulePage(site, target.protocol, rule.rule)} />
                ) : (
                  <a href={`#${cardId(index, rule.rule)}`}>{rule.rule}</a>
                )}{' '}
                <LevelTag level={rule.level} />
              </td>
              <td>
                {rule.statement}
                {rule.reason === undefined || shown === 'pass' ? null : (
                  <span class="muted"> {clip(rule.reason, 120)}</span>
                )}
              </td>
              <td class="number">{rule.scenarios.length}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
