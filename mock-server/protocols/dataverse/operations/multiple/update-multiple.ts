import type { HttpResponse } from '../../../../../core/http.ts';
import { isRefused } from '../../../../kernel/refused.ts';
import type { TableModel } from '../../model/table.ts';
import type { Refusal } from '../../refusal.ts';
import { notThere } from '../../request/locate-row.ts';
import type { WebApiCall } from '../../request/web-api-call.ts';
import { respondNothing } from '../../respond.ts';
import { updateLocated } from '../update-located.ts';
import { locateTarget } from './locate-target.ts';
import { withTargets } from './read-targets.ts';

/** The bound action UpdateMultiple of a standard table: all targets or none. */
export function updateMultiple(call: WebApiCall, table: TableModel): HttpResponse | Refusal {
  const { world } = call;
  const refusal = withTargets(call, table, 'DV-BLK-003', (target) => {
    const location = locateTarget(call, table, target);
    if (isRefused(location)) return location;
    const { row } = location;
    if (!row) return notThere(location);
    const updated = updateLocated(call, { ...location, row }, target);
    return isRefused(updated) ? updated : undefined;
  });
  if (refusal) return refusal;
  world.cites('DV-BLK-001', 'DV-BLK-007');
  return respondNothing(world);
}
