import type { HttpResponse } from '../../../../core/http.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { isRefusal, type Refusal, refuse, refuseBad, refuseEmpty } from '../errors.ts';
import { isSelected } from '../model/policy.ts';
import { rowKey, rowsOf } from '../model/rows.ts';
import { respondRows } from '../read/present-row.ts';
import type { Call } from '../request/call.ts';
import { checkQuery } from '../request/check-query.ts';
import { readKey } from '../request/read-key.ts';
import { checkReferences } from '../write/check-constraints.ts';

/** DELETE of one row. A body is not looked at. */
export function deleteRow(call: Call): HttpResponse | Refusal {
  const { store, request, role, entity, keyRoute, world } = call;
  if (keyRoute === '')
    return world.keeps('DAB-KEY-010')
      ? refuseBad(world, 'Primary Key for this HTTP request type is required.')
      : refuseEmpty(405);
  if (request.body.length > 0 && world.mutant('delete-minds-a-body'))
    return refuseBad(world, 'Request body contains invalid JSON.');
  const key = readKey(call);
  if (isRefusal(key)) return key;
  const asked = checkQuery(call);
  if (isRefusal(asked)) return asked;
  const rows = rowsOf(store, entity);
  const at = rowKey(entity, key.values);
  const row = rows.get(at);
  const hidden = row !== undefined && !isSelected(entity, role, 'delete', row, world);
  if (row === undefined || (hidden && world.keeps('DAB-AUT-011'))) {
    if (hidden && world.mutant('refused-delete-deletes')) rows.delete(at);
    return world.keeps('DAB-DEL-002')
      ? refuse(world, 404, 'ItemNotFound', `Could not find item with <${key.text}>`)
      : respondEmpty(204);
  }
  const refusal = checkReferences(call, row);
  if (refusal) {
    if (world.mutant('refused-delete-deletes')) rows.delete(at);
    return refusal;
  }
  if (!world.mutant('delete-keeps-row')) rows.delete(at);
  return world.keeps('DAB-DEL-001') ? respondEmpty(204) : respondRows(request, world, 200, []);
}
