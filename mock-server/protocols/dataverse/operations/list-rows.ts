import type { HttpResponse } from '../../../../core/http.ts';
import { jsonObject } from '../../../../core/json.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { rowsOf } from '../model/rows.ts';
import type { TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import { checkExpand } from '../read/check-expand.ts';
import { readListQuery } from '../read/list-query.ts';
import { checkSelect } from '../read/member-names.ts';
import { rowMembers } from '../read/represent-row.ts';
import { tagText } from '../read/row-tag.ts';
import type { Refusal } from '../refusal.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { respondData } from '../respond.ts';
import { serviceUrl } from '../service-url.ts';

/** Rows of one page; Dataverse sends no more than this without being asked. */
const pageSize = 5000;

/** GET on an entity set, with $select, $filter, $orderby, $expand and $top. */
export function listRows(call: WebApiCall, table: TableModel): HttpResponse | Refusal {
  const { store, query, world } = call;
  const list = readListQuery(store, table, query);
  if (isRefused(list)) return list;
  const barred = checkSelect(table, query.select) ?? checkExpand(table, query.expand);
  if (barred) return barred;
  const most = Math.min(query.top ?? pageSize, pageSize);
  const rows: TableRow[] = [];
  for (const [, row] of rowsOf(store, table).entries()) {
    if (!list.compare && rows.length >= most) break;
    if (list.passes(row)) rows.push(row);
  }
  if (list.compare) rows.sort(list.compare).splice(most);
  const items = rows.map((row) =>
    jsonObject([['@odata.etag', tagText(row, world)], ...rowMembers(call, table, row, query)]),
  );
  world.cites('DV-LST-001', 'DV-GET-010');
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
