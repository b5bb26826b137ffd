import type { MatcherDefinition } from '../definition.ts';
import { bound } from '../families/bound.ts';

export const greaterThan: MatcherDefinition<'greater-than'> = bound(
  'greater-than',
  'greaterThan',
  (order) => order > 0,
);
