import type { MatcherDefinition } from '../definition.ts';
import { matchItems, walked } from '../families/match-items.ts';
import { renderValue } from '../families/render-value.ts';
import { wrapping } from '../families/wrap.ts';
import { all, unjudgeable } from '../match-result.ts';

export const each: MatcherDefinition<'each'> = {
  ...wrapping('each'),
  summary: 'Every item, member value or member of a list field; there must be at least one.',
  matchSubject: ({ matcher }, subject, context, place, inner) => {
    const results = matchItems(matcher, subject, context, place, inner);
    const value = walked(subject);
    if (value === undefined) return unjudgeable(place, `each ${inner.describe(matcher, context)}`, 'absent');
    if (results === undefined) return unjudgeable(place, 'an array or object', renderValue(value));
    return results.length === 0 ? unjudgeable(place, 'at least one item', 'none') : all(results);
  },
};
