import type { HttpResponse } from '../../../../core/http.ts';
import type { World } from '../../../kernel/world.ts';
import { type Location, notThere } from '../request/locate-row.ts';
import { respondNothing, respondRefusal } from '../respond.ts';

/** A property of a row that is not there can be neither set nor cleared. */
export function respondPropertyOfMissingRow(location: Location, world: World): HttpResponse {
  if (!world.keeps('DV-PRP-006')) return respondNothing(world);
  const refusal = notThere(location);
  return respondRefusal(world, world.mutant('property-of-missing-row-is-400') ? { ...refusal, status: 400 } : refusal);
}
