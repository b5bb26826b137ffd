import type { MatcherDefinition } from '../definition.ts';
import { textual } from '../families/textual.ts';

export const endsWith: MatcherDefinition<'ends-with'> = textual(
  'ends-with',
  'endsWith',
  'The text ends so.',
  (value, text) => value.endsWith(text),
);
