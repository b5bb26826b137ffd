import type { MatcherDefinition } from '../definition.ts';
import { matchItems } from '../families/match-items.ts';
import { renderValue } from '../families/render-value.ts';
import { wrapping } from '../families/wrap.ts';
import { all, unjudgeable } from '../match-result.ts';

export const each: MatcherDefinition<'each'> = {
  ...wrapping('each'),
  summary: 'Every item or member value; there must be at least one.',
  match: ({ matcher }, value, context, place, inner) => {
    const results = matchItems(matcher, value, context, place, inner);
    if (results === undefined) return unjudgeable(place, 'an array or object', renderValue(value));
    return results.length === 0 ? unjudgeable(place, 'at least one item', 'none') : all(results);
  },
};
