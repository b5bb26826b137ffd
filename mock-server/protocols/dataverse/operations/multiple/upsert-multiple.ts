import type { HttpResponse } from '../../../../../core/http.ts';
import type { JsonObject } from '../../../../../core/json.ts';
import { isRefused } from '../../../../kernel/refused.ts';
import type { TableModel } from '../../model/table.ts';
import { type Refusal, refuse } from '../../refusal.ts';
import type { Location } from '../../request/location.ts';
import type { WebApiCall } from '../../request/web-api-call.ts';
import { respondNothing } from '../../respond.ts';
import { insertUpserted } from '../insert-upserted.ts';
import { updateLocated } from '../update-located.ts';
import { locateTarget } from './locate-target.ts';
import { withTargets } from './read-targets.ts';

/** The bound action UpsertMultiple of a standard table: creates what is not there and updates what is, all or nothing. */
export function upsertMultiple(call: WebApiCall, table: TableModel): HttpResponse | Refusal {
  const { world } = call;
  const refusal = withTargets(call, table, 'DV-BLK-010', (target) => {
    const location = locateTarget(call, table, target);
    if (isRefused(location)) return location;
    const { row } = location;
    if (!row && namesKeyTwice(location, target) && world.keeps('DV-BLK-006'))
      return refuse(400, '0x80040216', 'A key column stands in the target and in its @odata.id.');
    const done = row ? updateLocated(call, { ...location, row }, target) : insertUpserted(call, location, target);
    return isRefused(done) ? done : undefined;
  });
  if (refusal) return refusal;
  world.cites('DV-BLK-008', 'DV-BLK-011');
  return respondNothing(world);
}

/** In a PATCH of one row that does no harm (DV-AK-006); here the service refuses what it would create. */
function namesKeyTwice({ key }: Location, target: JsonObject): boolean {
  return key?.columns.some((name) => name in target) ?? false;
}
