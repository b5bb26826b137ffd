import type { HttpResponse } from '../../../../../core/http.ts';
import { isRefused } from '../../../../kernel/refused.ts';
import { removeRow } from '../../model/rows.ts';
import type { TableModel } from '../../model/table.ts';
import type { Refusal } from '../../refusal.ts';
import { notThere } from '../../request/locate-row.ts';
import type { WebApiCall } from '../../request/web-api-call.ts';
import { respondNothing } from '../../respond.ts';
import { locateTarget } from './locate-target.ts';
import { withTargets } from './read-targets.ts';

/** The bound action DeleteMultiple, which only elastic tables have. */
export function deleteMultiple(call: WebApiCall, table: TableModel): HttpResponse | Refusal {
  const refusal = withTargets(call, table, 'DV-BLK-003', (target) => {
    const location = locateTarget(call, table, target);
    if (isRefused(location)) return location;
    if (!location.row) return notThere(location);
    removeRow(call.store, table, location.row);
    return undefined;
  });
  if (refusal) return refusal;
  call.world.cites('DV-BLK-013');
  return respondNothing(call.world);
}
