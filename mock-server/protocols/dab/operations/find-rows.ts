import type { HttpResponse } from '../../../../core/http.ts';
import { compareRows } from '../../../kernel/odata/compare-rows.ts';
import { passesFilter } from '../../../kernel/odata/evaluate.ts';
import { isRefusal, type Refusal, refuse, refuseBad, refuseForbidden } from '../errors.ts';
import { valueAt } from '../model/odata-columns.ts';
import { readableColumns } from '../model/permissions.ts';
import { isSelected } from '../model/policy.ts';
import { type Row, rowKey, rowsOf } from '../model/rows.ts';
import { nextLink, readAfter } from '../read/pages.ts';
import { columnsOf, presentRow, respondRows, type Shown } from '../read/present-row.ts';
import type { Call } from '../request/call.ts';
import { checkQuery, type Query } from '../request/check-query.ts';
import { readKey } from '../request/read-key.ts';

/** GET of all rows, or of the one row with a key. */
export function findRows(call: Call): HttpResponse | Refusal {
  const { store, role, entity, keyRoute, world } = call;
  const key = keyRoute === '' ? undefined : readKey(call);
  if (isRefusal(key)) return key;
  const asked = checkQuery(call);
  if (isRefusal(asked)) return asked;
  const readable = world.mutant('reads-show-excluded-columns')
    ? entity.columns.map(({ name }) => name)
    : readableColumns(entity, role, world);
  const columns = asked.select ?? columnsOf(entity, readable);
  if (columns.some(({ column }) => !readable?.includes(column.name)) && world.keeps('DAB-AUT-013'))
    return refuseForbidden(world);
  const at = asked.after === undefined ? undefined : readAfter(asked.after, world);
  if (isRefusal(at)) return at;
  if (key && (asked.orderBy.length > 0 || asked.first !== undefined) && world.mutant('key-takes-no-order'))
    return refuseBad(world, 'Unexpected query.');
  const rows = rowsOf(store, entity);
  const hidden = key !== undefined && asked.filter !== undefined && world.mutant('filter-hides-all');
  const passes = (row: Row): boolean => !hidden && isVisible(call, asked, row);
  if (key) {
    const row = rows.get(rowKey(entity, key.values));
    return respondOne(call, row && passes(row) ? row : undefined, columns);
  }
  const all = [...rows.entries()].map(([, row]) => row).filter(passes);
  return respondPage(call, asked, all.sort(inOrder(call, asked)), columns, at);
}

/** Does the role's policy and the filter let the row through? */
function isVisible({ role, entity, world }: Call, { filter }: Query, row: Row): boolean {
  const isHidden = !isSelected(entity, role, 'read', row, world);
  if (isHidden && !world.mutant('read-policy-counts-for-writes-alone')) return false;
  if (filter === undefined || !world.keeps('DAB-LST-001')) return true;
  return passesFilter(filter, { read: (path) => valueAt(entity, row, path) });
}

function respondOne({ request, world }: Call, row: Row | undefined, columns: readonly Shown[]): HttpResponse | Refusal {
  if (row === undefined)
    return world.keeps('DAB-GET-002')
      ? respondRows(request, world, 200, [])
      : refuse(world, 404, 'ItemNotFound', 'Not found');
  if (world.mutant('get-hides-rows')) return respondRows(request, world, 200, []);
  const shown = presentRow(row, columns, 'database', world);
  return respondRows(request, world, 200, world.keeps('DAB-GET-001') ? [shown] : [shown, shown]);
}

/** How many rows a page has when nobody asks for fewer. */
const pageSize = 100;

function respondPage(
  call: Call,
  { first }: Query,
  rows: readonly Row[],
  columns: readonly Shown[],
  after: string | undefined,
): HttpResponse {
  const { entity, world } = call;
  const start = rows.findIndex((row) => rowKey(entity, row) === after) + 1;
  const page = rows.slice(start, start + (world.keeps('DAB-LST-004') ? (first ?? pageSize) : pageSize));
  const last = page.at(-1);
  const goesOn = start + page.length < rows.length || world.mutant('last-page-goes-on');
  const more = last !== undefined && goesOn && world.keeps('DAB-LST-005');
  return respondRows(
    call.request,
    world,
    200,
    page.map((row) => presentRow(row, columns, 'database', world)),
    [],
    more ? { nextLink: nextLink(call, rowKey(entity, last)) } : {},
  );
}

/** As asked for, then in the order of the key. */
function inOrder({ entity, world }: Call, { orderBy }: Query): (left: Row, right: Row) => number {
  const compare = compareRows<Row>(world.keeps('DAB-LST-002') ? orderBy : [], {
    read: (row, path) => valueAt(entity, row, path),
    nulls: 'largest',
  });
  return (left, right) =>
    compare(left, right) || (world.keeps('DAB-LST-003') ? compareKeys(entity.key, left, right) : 0);
}

function compareKeys(names: readonly string[], left: Row, right: Row): number {
  for (const name of names) {
    const [one, other] = [left[name], right[name]];
    const areNumbers = typeof one === 'number' && typeof other === 'number';
    const [low, high] = areNumbers ? [one, other] : [String(one), String(other)];
    if (low < high) return -1;
    if (low > high) return 1;
  }
  return 0;
}
