import type { HttpResponse } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json } from '../../../../core/json.ts';
import { rollBack } from '../../../kernel/store.ts';
import { rowsOf } from '../model/rows.ts';
import type { TableModel } from '../model/table.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { payloadInvalid, rowMissing } from '../refusals.ts';
import { respondData, respondNothing, respondRefusal } from '../respond.ts';
import { readChanges } from '../write/read-changes.ts';
import { readPayload } from '../write/read-payload.ts';
import { updateRow } from '../write/store-row.ts';
import type { Exchange } from './exchange.ts';

/** The bound action UpdateMultiple of a standard table: all targets or none. */
export function updateMultiple(exchange: Exchange, table: TableModel): HttpResponse {
  const { store, request, world } = exchange;
  const body = readPayload(request, world);
  if (isRefusal(body)) return respondRefusal(world, body);
  const targets = body['Targets'];
  if (!isJsonArray(targets)) return respondRefusal(world, payloadInvalid("The parameter 'Targets' is missing."));
  const counted = world.mutant('update-multiple-forgets-the-last')
    ? targets.slice(0, -1)
    : world.mutant('update-multiple-forgets-the-first')
      ? targets.slice(1)
      : targets;
  const refusal = store.transaction<Refusal | undefined>(() => {
    for (const target of counted) {
      const refused = updateTarget(exchange, table, target);
      if (refused) return world.keeps('DV-BLK-003') ? rollBack(refused) : refused;
    }
    return undefined;
  });
  if (refusal) return respondRefusal(world, refusal);
  return world.keeps('DV-BLK-001') ? respondNothing(world) : respondData(world, 200, {});
}

function updateTarget({ store, world }: Exchange, table: TableModel, target: Json): Refusal | undefined {
  if (!isJsonObject(target) || target['@odata.type'] !== `Microsoft.Dynamics.CRM.${table.logicalName}`)
    return payloadInvalid(`A target is not a row of '${table.logicalName}': its '@odata.type' says so, or is missing.`);
  const id = target[table.primaryKey];
  const row = typeof id === 'string' ? rowsOf(store, table).get(id.toLowerCase()) : undefined;
  if (!row && world.mutant('update-multiple-skips-missing')) return undefined;
  if (!row) return rowMissing(table, String(id));
  const { changes, refusal } = readChanges(store, table, target, world);
  const updated = refusal ?? updateRow(store, table, row, changes, world);
  return isRefusal(updated) ? updated : undefined;
}
