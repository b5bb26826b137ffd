import type { HttpResponse } from '../../../../../core/http.ts';
import { jsonObject } from '../../../../../core/json.ts';
import { isRefused } from '../../../../kernel/refused.ts';
import type { TableModel } from '../../model/table.ts';
import type { Refusal } from '../../refusal.ts';
import type { WebApiCall } from '../../request/web-api-call.ts';
import { respondData } from '../../respond.ts';
import { serviceUrl } from '../../service-url.ts';
import { insertDeep } from '../../write/insert-deep.ts';
import { withTargets } from './read-targets.ts';

/** The bound action CreateMultiple of a standard table: the ids of the new rows, in the order of the targets. */
export function createMultiple(call: WebApiCall, table: TableModel): HttpResponse | Refusal {
  const { world } = call;
  const ids: string[] = [];
  const refusal = withTargets(call, table, 'DV-BLK-010', (target) => {
    const row = insertDeep(call, table, target);
    if (isRefused(row)) return row;
    ids.push(row.id);
    return undefined;
  });
  if (refusal) return refusal;
  world.cites('DV-BLK-005');
  return respondData(
    world,
    200,
    jsonObject([
      ['@odata.context', `${serviceUrl(world)}/$metadata#Microsoft.Dynamics.CRM.CreateMultipleResponse`],
      ['Ids', ids],
    ]),
  );
}
