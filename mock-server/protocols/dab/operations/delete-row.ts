import type { HttpResponse } from '../../../../core/http.ts';
import { isRefused, type Refused } from '../../../kernel/refused.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { refuse, refuseBad } from '../errors.ts';
import { isSelected } from '../model/policy.ts';
import { rowKey, rowsOf } from '../model/rows.ts';
import type { Call } from '../request/call.ts';
import { checkQuery } from '../request/check-query.ts';
import { readKey } from '../request/read-key.ts';
import { checkReferences } from '../write/check-constraints.ts';

/** DELETE of one row. A body is not looked at. */
export function deleteRow(call: Call): HttpResponse | Refused {
  const { store, role, entity, keyRoute, world } = call;
  if (keyRoute === '') {
    world.cites('DAB-KEY-010');
    return refuseBad(world, 'Primary Key for this HTTP request type is required.');
  }
  const key = readKey(call);
  if (isRefused(key)) return key;
  const asked = checkQuery(call);
  if (isRefused(asked)) return asked;
  const rows = rowsOf(store, entity);
  const at = rowKey(entity, key.values);
  const row = rows.get(at);
  const isHidden = row !== undefined && !isSelected(entity, role, 'delete', row, world);
  if (row === undefined || (isHidden && world.keepsFor('DELETE', 'DAB-AUT-014'))) {
    if (isHidden) world.cites('DAB-AUT-011');
    world.cites('DAB-DEL-002');
    return refuse(world, 404, 'ItemNotFound', `Could not find item with <${key.text}>`);
  }
  const refusal = checkReferences(call, row);
  if (refusal) return refusal;
  world.cites('DAB-DEL-001');
  rows.delete(at);
  return respondEmpty(204);
}
