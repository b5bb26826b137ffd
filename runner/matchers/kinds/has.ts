import { isCovered } from '../../../core/json-pointer.ts';
import { resolvePlace, resolveValue } from '../../values/resolve-value.ts';
import type { MatcherDefinition } from '../definition.ts';
import { differences } from '../families/differences.ts';
import { renderValue } from '../families/render-value.ts';
import { respelt } from '../families/respell.ts';
import { unjudgeable } from '../match-result.ts';

export const has: MatcherDefinition<'has'> = {
  key: 'has',
  summary: 'Has all members of the value, equal but at volatile places; it may have more.',
  schema: { $ref: '#/$defs/value' },
  read: (node, ground) => ({ kind: 'has', value: ground.value(node) }),
  describe: ({ value }, { scope }) => `all members of ${renderValue(resolveValue(value, scope))}`,
  match: ({ value: other }, value, context, place) => {
    const { scope, volatile = [] } = context;
    const wanted = resolveValue(other, scope);
    const expected = respelt(wanted, context);
    if (expected === undefined) return unjudgeable(place, 'a value that can be respelt', renderValue(wanted));
    const free = volatile.map((one) => resolvePlace(one, scope));
    return differences(
      expected,
      value,
      place,
      ({ segments, before }) => before !== undefined && !isCovered(segments, free),
    );
  },
};
