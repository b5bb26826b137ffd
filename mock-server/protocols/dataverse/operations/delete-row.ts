import type { HttpResponse } from '../../../../core/http.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { rowsOf } from '../model/rows.ts';
import { lookupValueName, type TableModel } from '../model/table.ts';
import { tables } from '../model/tables.ts';
import type { Refusal } from '../refusal.ts';
import { deleteRestricted } from '../refusals.ts';
import { checkDeleteConditions } from '../request/check-conditions.ts';
import { locateRow, notThere } from '../request/locate-row.ts';
import { namesTypeOfNothing } from '../request/names-type-of-nothing.ts';
import type { KeyPredicate } from '../request/parse-key.ts';
import { readConditions } from '../request/read-conditions.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { respondNothing } from '../respond.ts';
import { removeWithParts } from './remove-with-parts.ts';

/** DELETE on a row. A Content-Type without a body is no fault. */
export function deleteRow(call: WebApiCall, table: TableModel, key: KeyPredicate): HttpResponse | Refusal {
  const { store, request, world } = call;
  const location = locateRow(call, table, key);
  if (isRefused(location)) return location;
  if (namesTypeOfNothing(request)) world.cites('DV-HDR-008');
  const conditions = readConditions(call);
  if (isRefused(conditions)) return conditions;
  const { row } = location;
  const byKey = location.id === undefined;
  if (!row) {
    world.cites(byKey ? 'DV-AK-017' : 'DV-DEL-002');
    return notThere(location);
  }
  const barred = checkDeleteConditions(location, conditions, world);
  if (barred) return barred;
  if (isReferred(call, table, row.id) && world.keeps('DV-DEL-006')) return deleteRestricted();
  removeWithParts(store, table, row);
  world.cites(byKey ? 'DV-AK-017' : 'DV-DEL-001', 'DV-DEL-007');
  return respondNothing(world);
}

/** Does a row refer to this one that keeps it from being deleted? */
function isReferred({ store, world }: WebApiCall, table: TableModel, id: string): boolean {
  if (!world.features.has('second-key')) return false;
  return tables.some((other) =>
    other.lookups
      .filter(({ target, restrictsDelete }) => restrictsDelete && target === table.logicalName)
      .some((lookup) =>
        [...rowsOf(store, other).entries()].some(([, { values }]) => values[lookupValueName(lookup)] === id),
      ),
  );
}
