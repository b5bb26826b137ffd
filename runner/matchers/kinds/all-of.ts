import type { MatcherDefinition } from '../definition.ts';
import { several } from '../families/several.ts';
import { all } from '../match-result.ts';

export const allOf: MatcherDefinition<'all-of'> = {
  ...several('all-of', 'allOf', 'all of'),
  summary: 'All of these hold.',
  matchSubject: ({ matchers }, subject, context, place, inner) =>
    all(matchers.map((matcher) => inner.match(matcher, subject, context, place))),
};
