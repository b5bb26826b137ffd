import type { MatcherDefinition } from '../definition.ts';
import { flag } from '../families/flag.ts';
import { renderValue } from '../families/render-value.ts';
import { severalLines } from '../match-context.ts';
import { differs, holds, unjudgeable } from '../match-result.ts';

export const absent: MatcherDefinition<'absent'> = {
  ...flag('absent', 'present'),
  summary: 'There is nothing at this place (of the body: no bytes). The parent must be there.',
  matchSubject: (_, subject, __, place) => {
    const several = severalLines(subject, place);
    if (several !== undefined) return several;
    if (subject.value !== undefined) return differs(place, 'absent', renderValue(subject.value));
    return subject.parent ? holds : unjudgeable(place, 'absent', 'what it would be in is absent too');
  },
};
