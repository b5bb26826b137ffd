import type { HttpResponse } from '../../../core/http.ts';
import type { Call } from './call.ts';
import { checkQuery } from './check-query.ts';
import { isRefusal, type Refusal, refuse } from './errors.ts';
import { readableColumns } from './permissions.ts';
import { isSelected } from './policy.ts';
import { columnsOf, presentRow, respondRows, type Shown } from './present-row.ts';
import { readKey } from './read-key.ts';
import { type Row, rowKey, rowsOf } from './rows.ts';

/** GET of all rows, or of the one row with a key. */
export function findRows(call: Call): HttpResponse | Refusal {
  const { store, request, role, entity, keyRoute, query, world } = call;
  const key = keyRoute === '' ? undefined : readKey(entity, keyRoute, world);
  if (isRefusal(key)) return key;
  const asked = checkQuery(call, query, true);
  if (isRefusal(asked)) return asked;
  const columns = asked.select ?? columnsOf(entity, readableColumns(entity, role, world));
  const rows = rowsOf(store, entity);
  if (key) return respondOne(call, rows.get(rowKey(entity, key.values)), columns);
  const visible = [...rows.entries()]
    .map(([, row]) => row)
    .filter((row) => isSelected(entity, role, 'read', row, world))
    .sort(byKey(call))
    .slice(0, asked.first);
  return respondRows(
    request,
    world,
    200,
    visible.map((row) => presentRow(row, columns, 'database', world)),
  );
}

function respondOne(
  { request, role, entity, world }: Call,
  row: Row | undefined,
  columns: readonly Shown[],
): HttpResponse | Refusal {
  const visible = row !== undefined && isSelected(entity, role, 'read', row, world);
  if (!visible)
    return world.keeps('DAB-GET-002')
      ? respondRows(request, world, 200, [])
      : refuse(world, 404, 'ItemNotFound', 'Not found');
  if (world.mutant('get-hides-rows')) return respondRows(request, world, 200, []);
  const shown = presentRow(row, columns, 'database', world);
  return respondRows(request, world, 200, world.keeps('DAB-GET-001') ? [shown] : [shown, shown]);
}

/** Lists come in the order of the key. */
function byKey({ entity }: Call): (left: Row, right: Row) => number {
  return (left, right) => {
    for (const name of entity.key) {
      const [one, other] = [left[name], right[name]];
      if (one === other) continue;
      if (typeof one === 'number' && typeof other === 'number') return one - other;
      return String(one) < String(other) ? -1 : 1;
    }
    return 0;
  };
}
