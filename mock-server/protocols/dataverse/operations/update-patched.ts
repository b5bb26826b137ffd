import type { JsonObject } from '../../../../core/json.ts';
import { isRefused } from '../../../kernel/refused.ts';
import type { TableRow } from '../model/table-row.ts';
import type { Refusal } from '../refusal.ts';
import type { Location } from '../request/location.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import type { Patched } from './patched.ts';
import { updateLocated } from './update-located.ts';

/** Updates the row a PATCH found: also when nothing in it is new, for that is a write like any other. */
export function updatePatched(
  call: WebApiCall,
  location: Location & { readonly row: TableRow },
  body: JsonObject,
): Patched | Refusal {
  const done = updateLocated(call, location, body);
  if (isRefused(done)) return done;
  const clears = Object.values(body).includes(null);
  call.world.cites('DV-UPD-004', 'DV-UPD-005', ...(clears ? ['DV-UPD-006'] : []));
  return done;
}
