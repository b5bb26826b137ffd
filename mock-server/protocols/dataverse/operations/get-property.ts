import type { HttpResponse } from '../../../../core/http.ts';
import { jsonObject } from '../../../../core/json.ts';
import type { TableModel } from '../model/table.ts';
import { memberNamed } from '../read/member-names.ts';
import { memberValue } from '../read/member-value.ts';
import { isRefusal } from '../refusal.ts';
import { segmentMissing } from '../refusals.ts';
import { locateRow, notThere } from '../request/locate-row.ts';
import type { KeyPredicate } from '../request/parse-key.ts';
import { respondData, respondNothing, respondRefusal } from '../respond.ts';
import { serviceUrl } from '../service-url.ts';
import type { Exchange } from './exchange.ts';

/** GET on one property: its value, or 204 where it is null. */
export function getProperty(
  { store, world }: Exchange,
  table: TableModel,
  key: KeyPredicate,
  name: string,
): HttpResponse {
  const location = locateRow(store, table, key, world);
  if (isRefusal(location)) return respondRefusal(world, location);
  const { row } = location;
  if (!row) return respondRefusal(world, notThere(location));
  const member = memberNamed(table, name);
  if (member === undefined) return respondRefusal(world, segmentMissing(name));
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
