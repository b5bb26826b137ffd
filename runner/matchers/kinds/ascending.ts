import type { MatcherDefinition } from '../definition.ts';
import { order } from '../families/order.ts';

export const ascending: MatcherDefinition<'ascending'> = order(
  'ascending',
  'Never falling: one place along the items of an array, or a list of places of one object.',
  (compared) => compared > 0,
);
