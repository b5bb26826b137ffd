import type { HttpResponse } from '../../../../core/http.ts';
import { type Json, jsonObject } from '../../../../core/json.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { respondText } from '../../../kernel/respond.ts';
import { findColumn, type TableModel } from '../model/table.ts';
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
  const { world } = call;
  const found = readProperty(call, table, key, name);
  if (isRefused(found)) return found;
  const { id, value } = found;
  world.cites(value === null ? 'DV-GET-007' : 'DV-GET-006');
  if (value === null) return respondNothing(world);
  const context = `${serviceUrl(world)}/$metadata#${table.setName}(${id})/${name}`;
  return respondData(
    world,
    200,
    jsonObject([
      ['@odata.context', context],
      ['value', value],
    ]),
  );
}

/** GET on "property/$value": the value alone, as a text. */
export function getRawValue(
  call: WebApiCall,
  table: TableModel,
  key: KeyPredicate,
  name: string,
): HttpResponse | Refusal {
  if (!findColumn(table, name)) return segmentMissing(name);
  const found = readProperty(call, table, key, name);
  if (isRefused(found)) return found;
  return found.value === null ? respondNothing(call.world) : respondText(200, 'text/plain', String(found.value));
}

function readProperty(
  call: WebApiCall,
  table: TableModel,
  key: KeyPredicate,
  name: string,
): { readonly id: string; readonly value: Json } | Refusal {
  const location = locateRow(call, table, key);
  if (isRefused(location)) return location;
  const { row } = location;
  if (!row) return notThere(location);
  const member = memberNamed(table, name);
  if (member === undefined) return segmentMissing(name);
  return { id: row.id, value: memberValue(call.store, table, row, member) };
}
