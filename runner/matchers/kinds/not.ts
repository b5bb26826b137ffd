import type { MatcherDefinition } from '../definition.ts';
import { renderValue } from '../families/render-value.ts';
import { wrapping } from '../families/wrap.ts';
import { differs, holds } from '../match-result.ts';

export const not: MatcherDefinition<'not'> = {
  ...wrapping('not'),
  summary: 'The inner matcher can be judged and does not hold.',
  matchSubject: ({ matcher }, subject, context, place, inner) => {
    const result = inner.match(matcher, subject, context, place);
    if (result.outcome === 'unjudgeable') return result;
    if (result.outcome === 'differs') return holds;
    return differs(place, `not ${inner.describe(matcher, context)}`, renderValue(subject.value));
  },
};
