/** @jsxImportSource preact */
import type { VNode } from 'preact';
import { marks } from '../console/style.ts';
import type { RuleOutcome } from '../view/rule-outcome.ts';
import type { ReportView } from '../view/view-report.ts';
import { Choice } from './choice.tsx';

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

const colours = [
  ['light', 'light'],
  ['dark', 'dark'],
] as const;

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
        <Choice label="Target" id="by-target" options={targets.map(({ name }, index) => [String(index), name])} />
      )}
      <Choice label="Level" id="by-level" options={levels.map((level) => [level, level])} />
      <Choice label="Outcome" id="by-outcome" options={shown.map((kind) => [kind, marks[kind].word])} />
      <Choice label="Colours" id="theme" all="of the system" options={colours} />
      <output id="count" aria-live="polite" />
    </form>
  );
}
