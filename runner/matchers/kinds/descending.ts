import type { MatcherDefinition } from '../definition.ts';
import { order } from '../families/order.ts';

export const descending: MatcherDefinition<'descending'> = order(
  'descending',
  'Never rising: one place along the items of an array, or a list of places of one object.',
  (compared) => compared < 0,
);
