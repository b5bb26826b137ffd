import type { JsonObject } from '../../../../core/json.ts';
import { isRefused } from '../../../kernel/refused.ts';
import type { TableRow } from '../model/table-row.ts';
import type { Refusal } from '../refusal.ts';
import type { Location } from '../request/location.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { readChanges } from '../write/read-changes.ts';
import { insertRow } from '../write/store-row.ts';
import type { Patched } from './patched.ts';

/** Puts what a body says in the place of a row of an elastic table: what it leaves out is lost. */
export function replacePatched(
  call: WebApiCall,
  { table, row: before, keyValues }: Location & { readonly row: TableRow },
  body: JsonObject,
): Patched | Refusal {
  const read = readChanges(call, table, body, true);
  if (isRefused(read)) return read;
  const changes = { ...read, ...keyValues };
  const row = insertRow(call, table, before.id, changes);
  return isRefused(row) ? row : { before, row, changes };
}
