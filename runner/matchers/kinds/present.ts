import type { MatcherDefinition } from '../definition.ts';
import { flag } from '../families/flag.ts';
import { holds } from '../match-result.ts';

export const present: MatcherDefinition<'present'> = {
  ...flag('present', 'absent'),
  summary: 'There is something at this place, null included.',
  match: () => holds,
};
