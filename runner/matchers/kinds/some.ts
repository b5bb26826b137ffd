import type { MatcherDefinition } from '../definition.ts';
import { matchItems } from '../families/match-items.ts';
import { renderValue } from '../families/render-value.ts';
import { wrapping } from '../families/wrap.ts';
import { differs, holds, unjudgeable } from '../match-result.ts';

export const some: MatcherDefinition<'some'> = {
  ...wrapping('some'),
  summary: 'At least one item or member value.',
  match: ({ matcher }, value, context, place, inner) => {
    const results = matchItems(matcher, value, context, place, inner);
    if (results === undefined) return unjudgeable(place, 'an array or object', renderValue(value));
    if (results.some(({ outcome }) => outcome === 'holds')) return holds;
    // An item that cannot be judged is no match; but if no item can be, nothing was looked at.
    const judged = results.length === 0 || results.some(({ outcome }) => outcome === 'differs');
    return (judged ? differs : unjudgeable)(
      place,
      `some item: ${inner.describe(matcher, context)}`,
      renderValue(value),
    );
  },
};
