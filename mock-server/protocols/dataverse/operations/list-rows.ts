import type { HttpResponse } from '../../../../core/http.ts';
import { jsonObject } from '../../../../core/json.ts';
import { jsonEquals } from '../../../../core/json-equals.ts';
import { rowsOf } from '../model/rows.ts';
import { findLookup, type TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import { checkSelect } from '../read/member-names.ts';
import { memberValue } from '../read/member-value.ts';
import { parseFilter } from '../read/parse-filter.ts';
import { rowMembers } from '../read/represent-row.ts';
import { tagText } from '../read/row-tag.ts';
import { badUrl, selectUnknown } from '../refusals.ts';
import { respondData, respondRefusal } from '../respond.ts';
import { serviceUrl } from '../service-url.ts';
import type { Exchange } from './exchange.ts';

/** Rows of one page; Dataverse sends no more than this without being asked. */
const pageSize = 5000;

/** GET on an entity set, with $select, $filter by equality, $expand and $top. */
export function listRows({ store, query, world }: Exchange, table: TableModel): HttpResponse {
  const filter = parseFilter(query.filter ?? '');
  if (!filter) return respondRefusal(world, badUrl());
  const unknownExpand = query.expand.find(({ name }) => !findLookup(table, name));
  const barred =
    checkSelect(table, query.select) ??
    checkSelect(
      table,
      filter.map(([name]) => name),
    ) ??
    (unknownExpand && selectUnknown(table, unknownExpand.name));
  if (barred) return respondRefusal(world, barred);
  const rows: TableRow[] = [];
  for (const [, row] of rowsOf(store, table).entries()) {
    if (rows.length >= Math.min(query.top ?? pageSize, pageSize)) break;
    if (filter.every(([name, value]) => jsonEquals(memberValue(store, table, row, name), value))) rows.push(row);
  }
  const items = rows.map((row) =>
    jsonObject([['@odata.etag', tagText(row, world)], ...rowMembers(store, table, row, query, world)]),
  );
  const list = query.select ? `(${query.select.join(',')})` : '';
  return respondData(
    world,
    200,
    jsonObject([
      ['@odata.context', `${serviceUrl(world)}/$metadata#${table.setName}${list}`],
      ['value', items],
    ]),
  );
}
