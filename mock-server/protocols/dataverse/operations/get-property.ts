import type { HttpResponse } from '../../../../core/http.ts';
import { jsonObject } from '../../../../core/json.ts';
import { isRefused } from '../../../kernel/refused.ts';
import type { TableModel } from '../model/table.ts';
import { memberNamed } from '../read/member-names.ts';
import { memberValue } from '../read/member-value.ts';
import type { Refusal } from '../refusal.ts';
import { segmentMissing } from '../refusals.ts';
import { locateRow, notThere } from '../request/locate-row.ts';
import type { KeyPredicate } from '../request/parse-key.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { respondData, respondNothing } from '../respond.ts';
import { serviceUrl } from '../service-url.ts';

/** GET on one property: its value, or 204 where it is null. */
export function getProperty(
  call: WebApiCall,
  table: TableModel,
  key: KeyPredicate,
  name: string,
): HttpResponse | Refusal {
  const { store, world } = call;
  const location = locateRow(call, table, key);
  if (isRefused(location)) return location;
  const { row } = location;
  if (!row) return notThere(location);
  const member = memberNamed(table, name);
  if (member === undefined) return segmentMissing(name);
  const value = memberValue(store, table, row, member);
  if (value === null) return respondNothing(world);
  const context = `${serviceUrl(world)}/$metadata#${table.setName}(${row.id})/${name}`;
  return respondData(
    world,
    200,
    jsonObject([
      ['@odata.context', context],
      ['value', value],
    ]),
  );
}
