/** @jsxImportSource preact */
import type { VNode } from 'preact';
import type { TargetView } from '../view/view-report.ts';
import type { Budget } from './budget.ts';
import { Causes } from './causes.tsx';
import { FormTable } from './form-table.tsx';
import { LevelTable } from './level-table.tsx';
import { Notes } from './notes.tsx';
import { Open } from './open.tsx';
import { RuleCard } from './rule-card.tsx';
import { RuleTable } from './rule-table.tsx';
import { count } from './words.ts';

/** What every part of a target is given. */
export interface TargetProps {
  readonly view: TargetView;
  readonly index: number;
  readonly site: string | undefined;
  readonly budget: Budget;
}

/** One target: what is broken and why, then warnings, what is open, and all of it in tables. */
export function TargetPart({ view, index, site, budget }: TargetProps): VNode {
  const { target, name, failures, warnings, known } = view;
  const cards = { protocol: target.protocol, index, site, budget };
  const failed = failures.reduce((sum, { outcomes }) => sum + outcomes.length, 0);
  return (
    <section class="target" id={`target-${index}`} aria-labelledby={`target-${index}-name`} data-target={index}>
      <h2 id={`target-${index}-name`}>
        {name} <span class="muted">{target.bundled ? 'at the bundled reference server' : `at ${target.url}`}</span>
      </h2>
      {target.unreachable === undefined ? null : <p class="unreachable">{target.unreachable}</p>}
      <Causes view={view} index={index} />
      {failed === 0 ? null : (
        <section aria-labelledby={`failed-${index}`} data-group>
          <h3 id={`failed-${index}`}>{count(failed, 'rule')} failed</h3>
          {failures
            .filter(({ outcomes }) => outcomes.length > 0)
            .map(({ cause, outcomes }, group) => (
              <section key={group} class="group" data-group>
                {failures.length < 2 ? null : (
                  <h4>
                    {cause === undefined
                      ? 'Not explained by a known bug'
                      : `Like: ${cause.bugs[0]?.title.replace(/\.$/, '') ?? ''}`}
                  </h4>
                )}
                {outcomes.map((outcome) => (
                  <RuleCard key={outcome.rule.rule} outcome={outcome} {...cards} />
                ))}
              </section>
            ))}
        </section>
      )}
      <Cards title="Warnings" id={`warnings-${index}`} outcomes={warnings} {...cards} />
      <Cards title="Known failures" id={`known-${index}`} outcomes={known} {...cards} />
      <Open items={view.open} budget={budget} />
      <LevelTable view={view} />
      <FormTable view={view} />
      <RuleTable view={view} index={index} site={site} />
      <Notes target={target} />
    </section>
  );
}

function Cards({
  title,
  id,
  outcomes,
  ...cards
}: {
  readonly title: string;
  readonly id: string;
  readonly outcomes: TargetView['warnings'];
  readonly protocol: string;
  readonly index: number;
  readonly site: string | undefined;
  readonly budget: Budget;
}): VNode | null {
  if (outcomes.length === 0) return null;
  return (
    <section aria-labelledby={id} data-group>
      <h3 id={id}>
        {title} ({outcomes.length})
      </h3>
      {outcomes.map((outcome) => (
        <RuleCard key={outcome.rule.rule} outcome={outcome} {...cards} />
      ))}
    </section>
  );
}
