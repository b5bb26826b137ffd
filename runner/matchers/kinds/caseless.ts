import type { MatcherDefinition } from '../definition.ts';
import { lowerCase } from '../families/respell.ts';
import { wrapping } from '../families/wrap.ts';

export const caseless: MatcherDefinition<'caseless'> = {
  ...wrapping('caseless'),
  summary: 'The inner matcher holds with both sides in lower case.',
  match: ({ matcher }, value, context, place, inner) => {
    const folding = { ...context, respell: lowerCase, caseless: true };
    return inner.match(matcher, { value: lowerCase(value), parent: true }, folding, place);
  },
};
