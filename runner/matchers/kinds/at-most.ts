import type { MatcherDefinition } from '../definition.ts';
import { bound } from '../families/bound.ts';

export const atMost: MatcherDefinition<'at-most'> = bound('at-most', 'atMost', (order) => order <= 0);
