import type { MatcherDefinition } from '../definition.ts';
import { renderValue } from '../families/render-value.ts';
import { several } from '../families/several.ts';
import { differs, holds, unjudgeable } from '../match-result.ts';

const common = several('any-of', 'anyOf', 'any of');

export const anyOf: MatcherDefinition<'any-of'> = {
  ...common,
  summary: 'At least one of these holds.',
  matchSubject: (matcher, subject, context, place, inner) => {
    const results = matcher.matchers.map((one) => inner.match(one, subject, context, place));
    if (results.some(({ outcome }) => outcome === 'holds')) return holds;
    const make = results.some(({ outcome }) => outcome === 'unjudgeable') ? unjudgeable : differs;
    return make(place, common.describe(matcher, context, inner), renderValue(subject.value));
  },
};
