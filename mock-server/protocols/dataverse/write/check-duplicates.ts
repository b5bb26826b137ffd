import { headerValue } from '../../../../core/http.ts';
import type { Json } from '../../../../core/json.ts';
import { jsonEquals } from '../../../../core/json-equals.ts';
import { rowsOf } from '../model/rows.ts';
import type { TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import type { Refusal } from '../refusal.ts';
import { duplicateFound } from '../refusals.ts';
import type { WebApiCall } from '../request/web-api-call.ts';

/** Why a row would be a duplicate of another: asked only where the client has not left detection suppressed. */
export function checkDuplicates(
  { store, request, world }: WebApiCall,
  table: TableModel,
  row: TableRow,
): Refusal | undefined {
  const columns = table.duplicatesBy;
  if (!columns || !world.features.has('duplicate-detection')) return undefined;
  const told = headerValue(request.headers, 'MSCRM.SuppressDuplicateDetection');
  const alike = (values: TableRow['values']): boolean =>
    columns.every((name) => sameText(row.values[name] ?? null, values[name] ?? null));
  const isDouble = [...rowsOf(store, table).entries()].some(([id, { values }]) => id !== row.id && alike(values));
  if (!isDouble) return undefined;
  // Detection is off unless a client asks for it.
  if (
    told?.toLowerCase() !== 'false' &&
    world.keepsFor(told === undefined ? 'default' : 'true', 'DV-DUP-001', 'DV-DUP-003')
  )
    return undefined;
  if (!world.keeps('DV-DUP-002')) return undefined;
  // The page shows 500; the status page has 412 for a doubled record.
  return duplicateFound(world.variant('duplicates-are-500') ? 500 : 412);
}

function sameText(one: Json, other: Json): boolean {
  if (one === null) return false;
  return typeof one === 'string' && typeof other === 'string'
    ? one.toLowerCase() === other.toLowerCase()
    : jsonEquals(one, other);
}
