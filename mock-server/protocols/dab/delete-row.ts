import type { HttpResponse } from '../../../core/http.ts';
import { respondEmpty } from '../../kernel/respond.ts';
import type { Call } from './call.ts';
import { checkReferences } from './check-constraints.ts';
import { checkQuery } from './check-query.ts';
import { isRefusal, type Refusal, refuse } from './errors.ts';
import { refuseNoKey } from './no-key.ts';
import { respondRows } from './present-row.ts';
import { readKey } from './read-key.ts';
import { rowKey, rowsOf } from './rows.ts';

/** DELETE of one row. A body is not looked at. */
export function deleteRow({ store, entity, keyRoute, query, world }: Call): HttpResponse | Refusal {
  if (keyRoute === '') return refuseNoKey(world);
  const key = readKey(entity, keyRoute, world);
  if (isRefusal(key)) return key;
  const asked = checkQuery(entity, query, false, world);
  if (isRefusal(asked)) return asked;
  const rows = rowsOf(store, entity);
  const at = rowKey(entity, key.values);
  const row = rows.get(at);
  if (row === undefined)
    return world.keeps('DAB-DEL-002')
      ? refuse(world, 404, 'ItemNotFound', `Could not find item with <${key.text}>`)
      : respondEmpty(204);
  const refusal = checkReferences(store, entity, row, world);
  if (refusal) return refusal;
  if (!world.mutant('delete-keeps-row')) rows.delete(at);
  return world.keeps('DAB-DEL-001') ? respondEmpty(204) : respondRows(world, 200, []);
}
