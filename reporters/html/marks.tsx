/** @jsxImportSource preact */
import type { VNode } from 'preact';
import { marks } from '../console/style.ts';
import type { RuleOutcome } from '../view/rule-outcome.ts';

/** Mark and word of what a rule came to: colour alone says nothing. */
export function Outcome({ shown }: { readonly shown: RuleOutcome['shown'] }): VNode {
  const { mark, word } = marks[shown];
  return (
    <span class={`outcome ${shown}`}>
      <span aria-hidden="true">{mark}</span> {word}
    </span>
  );
}

/** Level of a requirement. */
export function LevelTag({ level }: { readonly level: string }): VNode {
  return <span class="level">{level}</span>;
}
