import type { HttpResponse } from '../../../../core/http.ts';
import { jsonObject } from '../../../../core/json.ts';
import { rowsOf } from '../model/rows.ts';
import type { TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import { checkExpand } from '../read/check-expand.ts';
import { readListQuery } from '../read/list-query.ts';
import { checkSelect } from '../read/member-names.ts';
import { rowMembers } from '../read/represent-row.ts';
import { tagText } from '../read/row-tag.ts';
import { isRefusal } from '../refusal.ts';
import { respondData, respondRefusal } from '../respond.ts';
import { serviceUrl } from '../service-url.ts';
import type { Exchange } from './exchange.ts';

/** Rows of one page; Dataverse sends no more than this without being asked. */
const pageSize = 5000;

/** GET on an entity set, with $select, $filter, $orderby, $expand and $top. */
export function listRows({ store, query, world }: Exchange, table: TableModel): HttpResponse {
  const list = readListQuery(store, table, query);
  if (isRefusal(list)) return respondRefusal(world, list);
  const barred = checkSelect(table, query.select) ?? checkExpand(table, query.expand);
  if (barred) return respondRefusal(world, barred);
  const most = Math.min(query.top ?? pageSize, pageSize);
  const rows: TableRow[] = [];
  for (const [, row] of rowsOf(store, table).entries()) {
    if (!list.compare && rows.length >= most) break;
    if (list.passes(row)) rows.push(row);
  }
  if (list.compare) rows.sort(list.compare).splice(most);
  const items = rows.map((row) =>
    jsonObject([['@odata.etag', tagText(row, world)], ...rowMembers(store, table, row, query, world)]),
  );
  const names = query.select ? `(${query.select.join(',')})` : '';
  return respondData(
    world,
    200,
    jsonObject([
      ['@odata.context', `${serviceUrl(world)}/$metadata#${table.setName}${names}`],
      ['value', items],
    ]),
  );
}
