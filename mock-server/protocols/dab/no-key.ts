import type { World } from '../../kernel/world.ts';
import { type Refusal, refuseBad } from './errors.ts';

/** Refuses a request that must name one row. */
export function refuseNoKey(world: World): Refusal {
  return refuseBad(world, 'Primary Key for this HTTP request type is required.');
}
