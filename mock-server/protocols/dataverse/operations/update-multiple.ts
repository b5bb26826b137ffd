import type { HttpResponse } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json } from '../../../../core/json.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { rollBack } from '../../../kernel/store.ts';
import { rowsOf } from '../model/rows.ts';
import type { TableModel } from '../model/table.ts';
import type { Refusal } from '../refusal.ts';
import { payloadInvalid, rowMissing } from '../refusals.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { respondNothing } from '../respond.ts';
import { readChanges } from '../write/read-changes.ts';
import { readPayload } from '../write/read-payload.ts';
import { updateRow } from '../write/store-row.ts';

/** The bound action UpdateMultiple of a standard table: all targets or none. */
export function updateMultiple(call: WebApiCall, table: TableModel): HttpResponse | Refusal {
  const { store, world } = call;
  const body = readPayload(call);
  if (isRefused(body)) return body;
  const targets = body['Targets'];
  if (!isJsonArray(targets)) return payloadInvalid("The parameter 'Targets' is missing.");
  const refusal = store.transaction<Refusal | undefined>(() => {
    for (const target of targets) {
      const refused = updateTarget(call, table, target);
      if (refused) return world.keeps('DV-BLK-003') ? rollBack(refused) : refused;
    }
    return undefined;
  });
  if (refusal) return refusal;
  world.cites('DV-BLK-001', 'DV-BLK-007');
  return respondNothing(world);
}

function updateTarget(call: WebApiCall, table: TableModel, target: Json): Refusal | undefined {
  if (!isJsonObject(target) || target['@odata.type'] !== `Microsoft.Dynamics.CRM.${table.logicalName}`)
    return payloadInvalid(`A target is not a row of '${table.logicalName}': its '@odata.type' says so, or is missing.`);
  const id = target[table.primaryKey];
  const row = typeof id === 'string' ? rowsOf(call.store, table).get(id.toLowerCase()) : undefined;
  if (!row) return rowMissing(table, String(id));
  const changes = readChanges(call, table, target);
  const updated = isRefused(changes) ? changes : updateRow(call, table, row, changes);
  return isRefused(updated) ? updated : undefined;
}
