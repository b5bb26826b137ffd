import type { MatcherDefinition } from '../definition.ts';
import { textual } from '../families/textual.ts';

export const startsWith: MatcherDefinition<'starts-with'> = textual(
  'starts-with',
  'startsWith',
  'The text starts so.',
  (value, text) => value.startsWith(text),
);
