import type { HttpResponse } from '../../../../core/http.ts';
import { isRefused } from '../../../kernel/refused.ts';
import type { TableModel } from '../model/table.ts';
import { checkSelect } from '../read/member-names.ts';
import type { Refusal } from '../refusal.ts';
import { checkPatchConditions } from '../request/check-conditions.ts';
import { locateRow } from '../request/locate-row.ts';
import type { KeyPredicate } from '../request/parse-key.ts';
import { hasNullLiteral, readConditions } from '../request/read-conditions.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { readPayload } from '../write/read-payload.ts';
import { insertUpserted } from './insert-upserted.ts';
import { replacePatched } from './replace-patched.ts';
import { respondPatched } from './respond-patched.ts';
import { updatePatched } from './update-patched.ts';

/** PATCH on a row: update, or upsert, as far as the conditions allow. */
export function patchRow(call: WebApiCall, table: TableModel, key: KeyPredicate): HttpResponse | Refusal {
  const { request, query, world } = call;
  const location = locateRow(call, table, key);
  if (isRefused(location)) return location;
  const conditions = readConditions(call);
  if (isRefused(conditions)) return conditions;
  const updateOnly = conditions.ifMatch !== undefined;
  if (updateOnly && hasNullLiteral(request)) world.cites('DV-UPS-012');
  const body = readPayload(call);
  if (isRefused(body)) return body;
  const barred = checkSelect(table, query.select) ?? checkPatchConditions(location, conditions, world);
  if (barred) return barred;
  const { row } = location;
  const replaces = row !== undefined && table.elastic && !updateOnly && world.keeps('DV-UPS-008');
  if (row && !replaces) world.cites(updateOnly ? 'DV-UPD-003' : 'DV-UPS-007');
  const found = row && { ...location, row };
  const done = !found
    ? insertUpserted(call, location, body)
    : replaces
      ? replacePatched(call, found, body)
      : updatePatched(call, found, body);
  return isRefused(done) ? done : respondPatched(call, location, done, updateOnly);
}
