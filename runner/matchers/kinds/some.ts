import type { MatcherDefinition } from '../definition.ts';
import { matchItems, walked } from '../families/match-items.ts';
import { renderValue } from '../families/render-value.ts';
import { wrapping } from '../families/wrap.ts';
import { differs, holds, unjudgeable } from '../match-result.ts';

export const some: MatcherDefinition<'some'> = {
  ...wrapping('some'),
  summary: 'At least one item, member value or member of a list field.',
  matchSubject: ({ matcher }, subject, context, place, inner) => {
    const results = matchItems(matcher, subject, context, place, inner);
    const value = walked(subject);
    if (value === undefined) return unjudgeable(place, `some ${inner.describe(matcher, context)}`, 'absent');
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
