import type { HttpResponse } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject } from '../../../../core/json.ts';
import { removeRow, rowsOf } from '../model/rows.ts';
import type { TableModel } from '../model/table.ts';
import { isRefusal } from '../refusal.ts';
import { respondNothing, respondRefusal } from '../respond.ts';
import { readPayload } from '../write/read-payload.ts';
import type { Exchange } from './exchange.ts';

/** What a standard table must not do: delete the targets of DeleteMultiple. Reached only by a broken server. */
export function deleteMultiple({ store, request, world }: Exchange, table: TableModel): HttpResponse {
  const body = readPayload(request, world);
  if (isRefusal(body)) return respondRefusal(world, body);
  const targets = body['Targets'];
  for (const target of isJsonArray(targets) ? targets : []) {
    const id = isJsonObject(target) ? target[table.primaryKey] : undefined;
    const row = typeof id === 'string' ? rowsOf(store, table).get(id) : undefined;
    if (row) removeRow(store, table, row);
  }
  return respondNothing(world);
}
