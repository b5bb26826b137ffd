import { jsonEquals } from '../../../core/json-equals.ts';
import { resolveValue } from '../../values/resolve-value.ts';
import type { MatcherDefinition } from '../definition.ts';
import { renderValue } from '../families/render-value.ts';
import { respelt } from '../families/respell.ts';
import { differs, holds, unjudgeable } from '../match-result.ts';

export const equals: MatcherDefinition<'equals'> = {
  key: 'equals',
  summary: 'Equal to this value; the way to write a literal object.',
  schema: { $ref: '#/$defs/value' },
  read: (node, ground) => ({ kind: 'equals', value: ground.value(node) }),
  describe: ({ value }, { scope }) => renderValue(resolveValue(value, scope)),
  match: (matcher, value, context, place) => {
    const wanted = resolveValue(matcher.value, context.scope);
    const expected = respelt(wanted, context);
    if (expected === undefined) return unjudgeable(place, 'a value that can be respelt', renderValue(wanted));
    return jsonEquals(value, expected) ? holds : differs(place, renderValue(expected), renderValue(value));
  },
};
