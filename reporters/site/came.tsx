/** @jsxImportSource preact */
import type { VNode } from 'preact';
import type { ProductResult } from './site-data.ts';

/** What became of a rule in a run; undefined: it was not asked for there. */
export function outcomeOf({ rules }: ProductResult, rule: string): string | undefined {
  return Object.keys(rules).find((outcome) => rules[outcome]?.includes(rule));
}

const marks: Readonly<Record<string, string>> = {
  pass: '✓',
  fail: '✗',
  error: '!',
  inconclusive: '?',
  skipped: '–',
  untested: '·',
};

/** An outcome as a mark and a word. */
export function Came({ to, short = false }: { readonly to: string | undefined; readonly short?: boolean }): VNode {
  if (to === undefined) return <span class="muted">{short ? '' : 'not there'}</span>;
  return (
    <span class={`outcome ${to}`} title={to}>
      <span aria-hidden="true">{marks[to] ?? ''}</span> <span class={short ? 'hidden' : ''}>{to}</span>
    </span>
  );
}
