import type { MatcherDefinition } from '../definition.ts';
import { textual } from '../families/textual.ts';

export const contains: MatcherDefinition<'contains'> = textual(
  'contains',
  'contains',
  'The text contains this one.',
  (value, text) => value.includes(text),
);
