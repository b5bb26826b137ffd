import type { MatcherDefinition } from '../definition.ts';
import { bound } from '../families/bound.ts';

export const lessThan: MatcherDefinition<'less-than'> = bound('less-than', 'lessThan', (order) => order < 0);
