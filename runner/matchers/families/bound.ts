import { describe } from '../../load/input/read-map.ts';
import { resolveValue } from '../../values/resolve-value.ts';
import type { MatcherDefinition } from '../definition.ts';
import { differs, holds, unjudgeable } from '../match-result.ts';
import { compareValues } from './compare-values.ts';
import { renderValue } from './render-value.ts';
import { respelt } from './respell.ts';

type Bound = 'greater-than' | 'at-least' | 'less-than' | 'at-most';

/** A matcher that compares with a bound: two numbers by exact value, or two date-times as instants. */
export function bound<K extends Bound>(kind: K, key: string, is: (order: number) => boolean): MatcherDefinition<Bound> {
  const words = kind.replace('-', ' ');
  return {
    key,
    summary: `${words.charAt(0).toUpperCase()}${words.slice(1)} this: two numbers, or two RFC 3339 date-times as instants.`,
    schema: { type: ['number', 'string'] },
    read: (node, ground) => {
      const isBound = node.kind === 'scalar' && node.value !== null && typeof node.value !== 'boolean';
      if (!isBound) ground.file.fault(node, `${key} takes a number or a date-time, not ${describe(node)}`);
      return { kind, value: ground.value(node) };
    },
    describe: ({ value }, { scope }) => `${words} ${renderValue(resolveValue(value, scope))}`,
    match: ({ value: limit }, value, context, place) => {
      const than = respelt(resolveValue(limit, context.scope), context);
      const order = than === undefined ? undefined : compareValues(value, than);
      const expected = `${words} ${renderValue(than)}`;
      if (order === undefined) return unjudgeable(place, expected, renderValue(value));
      return is(order) ? holds : differs(place, expected, renderValue(value));
    },
  };
}
