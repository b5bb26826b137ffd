import type { HttpResponse } from '../../../../core/http.ts';
import { compareRows } from '../../../kernel/odata/compare-rows.ts';
import { passesFilter } from '../../../kernel/odata/evaluate.ts';
import { isRefused, type Refused } from '../../../kernel/refused.ts';
import { refuseForbidden } from '../errors.ts';
import { valueAt } from '../model/odata-columns.ts';
import { readableColumns } from '../model/permissions.ts';
import { isSelected } from '../model/policy.ts';
import { type Row, rowKey, rowsOf } from '../model/rows.ts';
import { nextLink, readAfter } from '../read/pages.ts';
import { columnsOf, presentRow, respondRows, type Shown } from '../read/present-row.ts';
import type { Call } from '../request/call.ts';
import { checkQuery, type Query } from '../request/check-query.ts';
import { readKey } from '../request/read-key.ts';
import * as seams from '../seams.ts';

/** GET of all rows, or of the one row with a key. */
export function findRows(call: Call): HttpResponse | Refused {
  const { store, role, entity, keyRoute, world } = call;
  const key = keyRoute === '' ? undefined : readKey(call);
  if (isRefused(key)) return key;
  const asked = checkQuery(call);
  if (isRefused(asked)) return asked;
  const readable = readableColumns(entity, role, world);
  const columns = asked.select ?? columnsOf(entity, readable);
  if (columns.some(({ column }) => !readable?.includes(column.name)) && world.keeps('DAB-AUT-013'))
    return refuseForbidden(world);
  const at = asked.after === undefined ? undefined : readAfter(asked.after, world);
  if (isRefused(at)) return at;
  const rows = rowsOf(store, entity);
  if (key) {
    const row = rows.get(rowKey(entity, key.values));
    return respondOne(call, row && isVisible(call, asked, row) ? row : undefined, columns);
  }
  const all = [...rows.entries()].map(([, row]) => row).filter((row) => isVisible(call, asked, row));
  return respondPage(call, asked, all.sort(inOrder(call, asked)), columns, at);
}

/** Do the role's policy and the filter let the row through? */
function isVisible({ role, entity, world }: Call, { filter }: Query, row: Row): boolean {
  if (!isSelected(entity, role, 'read', row, world) && world.keepsFor('read', 'DAB-AUT-005')) return false;
  const passes = filter === undefined || passesFilter(filter, { read: (path) => valueAt(entity, row, path) });
  return passes || !world.keeps('DAB-LST-001');
}

function respondOne({ request, world }: Call, row: Row | undefined, columns: readonly Shown[]): HttpResponse {
  world.cites(row ? 'DAB-GET-001' : 'DAB-GET-002');
  return respondRows(request, world, 200, row ? [presentRow(row, columns, 'database', world)] : []);
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
  const asked = first !== undefined && world.keeps('DAB-LST-004') ? first : pageSize;
  const page = rows.slice(start, start + asked);
  const last = page.at(-1);
  const link = last && linkBehind(call, last, start + page.length < rows.length);
  return respondRows(
    call.request,
    world,
    200,
    page.map((row) => presentRow(row, columns, 'database', world)),
    [],
    link === undefined ? {} : { nextLink: link },
  );
}

/** The link to what comes behind the last row of a page, if anything does. */
function linkBehind(call: Call, last: Row, goesOn: boolean): string | undefined {
  const { entity, world } = call;
  const link = nextLink(call, rowKey(entity, last));
  return world.through(seams.nextLink, goesOn && world.keeps('DAB-LST-005') ? link : undefined, { call, link });
}

/** As asked for, then in the order of the key. */
function inOrder({ entity, world }: Call, { orderBy }: Query): (left: Row, right: Row) => number {
  const compare = compareRows<Row>(orderBy, { read: (row, path) => valueAt(entity, row, path), nulls: 'largest' });
  return (left, right) => {
    const asked = compare(left, right);
    if (asked !== 0 && world.keeps('DAB-LST-002')) return asked;
    return world.keeps('DAB-LST-003') ? compareKeys(entity.key, left, right) : 0;
  };
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
