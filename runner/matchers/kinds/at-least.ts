import type { MatcherDefinition } from '../definition.ts';
import { bound } from '../families/bound.ts';

export const atLeast: MatcherDefinition<'at-least'> = bound('at-least', 'atLeast', (order) => order >= 0);
