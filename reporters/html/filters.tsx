/** @jsxImportSource preact */
import type { VNode } from 'preact';
import { marks } from '../console/style.ts';
import type { RuleOutcome } from '../view/rule-outcome.ts';
import type { ReportView } from '../view/view-report.ts';

const kinds: readonly RuleOutcome['shown'][] = [
  'fail',
  'warning',
  'error',
  'inconclusive',
  'known',
  'hidden',
  'pass',
  'skipped',
  'untested',
];

/** Search and filters over all rules of the page. Without scripts they would do nothing: then they are not there. */
export function Filters({ view: { targets } }: { readonly view: ReportView }): VNode {
  const outcomes = targets.flatMap((target) => target.outcomes);
  const shown = kinds.filter((kind) => outcomes.some((outcome) => outcome.shown === kind));
  const levels = [...new Set(outcomes.map(({ rule }) => rule.level))].sort();
  return (
    <form id="filters" role="search" aria-label="Rules" hidden>
      <label class="search">
        <span>Search rules</span>
        <input id="search" type="search" placeholder="id or words (press /)" autocomplete="off" spellcheck={false} />
      </label>
      {targets.length < 2 ? null : (
        <label>
          <span>Target</span>
          <select id="by-target">
            <option value="">all</option>
            {targets.map(({ name }, index) => (
              <option key={index} value={String(index)}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        <span>Level</span>
        <select id="by-level">
          <option value="">all</option>
          {levels.map((level) => (
            <option key={level} value={level}>
              {level}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>Outcome</span>
        <select id="by-outcome">
          <option value="">all</option>
          {shown.map((kind) => (
            <option key={kind} value={kind}>
              {marks[kind].word}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>Colours</span>
        <select id="theme">
          <option value="">of the system</option>
          <option value="light">light</option>
          <option value="dark">dark</option>
        </select>
      </label>
      <output id="count" aria-live="polite" />
    </form>
  );
}
