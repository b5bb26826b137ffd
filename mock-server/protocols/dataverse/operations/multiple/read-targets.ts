import { isJsonArray, isJsonObject, type JsonObject } from '../../../../../core/json.ts';
import { isRefused } from '../../../../kernel/refused.ts';
import { rollBack } from '../../../../kernel/store.ts';
import type { TableModel } from '../../model/table.ts';
import type { Refusal } from '../../refusal.ts';
import { payloadInvalid } from '../../refusals.ts';
import type { WebApiCall } from '../../request/web-api-call.ts';
import { readPayload } from '../../write/read-payload.ts';

/** Does something with every target of an action: with all of them, or none, as `atomic` says; of an elastic table with all that it can. Undefined: it was done. */
export function withTargets(
  call: WebApiCall,
  table: TableModel,
  atomic: 'DV-BLK-003' | 'DV-BLK-010',
  write: (target: JsonObject) => Refusal | undefined,
): Refusal | undefined {
  const { store, world } = call;
  const targets = readTargets(call, table);
  if (isRefused(targets)) return targets;
  // No transaction holds rows of an elastic table together: what can be done is done.
  if (table.elastic) return targets.map(write).find((refused) => refused !== undefined);
  return store.transaction<Refusal | undefined>(() => {
    for (const target of targets) {
      const refused = write(target);
      if (refused) return world.keeps(atomic) ? rollBack(refused) : refused;
    }
    return undefined;
  });
}

/** The rows that the body of an action lists: each says of which table it is. */
function readTargets(call: WebApiCall, table: TableModel): readonly JsonObject[] | Refusal {
  const body = readPayload(call);
  if (isRefused(body)) return body;
  const targets = body['Targets'];
  if (!isJsonArray(targets)) return payloadInvalid("The parameter 'Targets' is missing.");
  const rows: JsonObject[] = [];
  for (const target of targets) {
    if (!isJsonObject(target)) return payloadInvalid('A target is not an object.');
    const type = target['@odata.type'];
    const isOf = type === `Microsoft.Dynamics.CRM.${table.logicalName}`;
    if (!isOf && (type !== undefined || call.world.keeps('DV-BLK-002')))
      return payloadInvalid(
        `A target is not a row of '${table.logicalName}': its '@odata.type' says so, or is missing.`,
      );
    rows.push(target);
  }
  return rows;
}
