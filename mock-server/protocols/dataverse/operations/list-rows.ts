import { type HttpResponse, splitTarget } from '../../../../core/http.ts';
import { jsonObject } from '../../../../core/json.ts';
import { isRefused } from '../../../kernel/refused.ts';
import type { TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import { includes } from '../read/annotate.ts';
import { checkExpand } from '../read/check-expand.ts';
import { findRows } from '../read/find-rows.ts';
import { checkSelect } from '../read/member-names.ts';
import { cutPage, skipTokenAfter } from '../read/page.ts';
import { rowMembers, shownNames } from '../read/represent-row.ts';
import { tagText } from '../read/row-tag.ts';
import type { Refusal } from '../refusal.ts';
import { badUrl } from '../refusals.ts';
import { annotationsApplied, largestPage, preferencesApplied, readPreferences } from '../request/parse-preferences.ts';
import type { WebApiCall } from '../request/web-api-call.ts';
import { respondData } from '../respond.ts';
import { serviceUrl } from '../service-url.ts';

/**
 * GET on an entity set, or on a collection of `among`, with $select, $filter, $orderby, $expand, $top and $count, page by page.
 */
export function listRows(call: WebApiCall, table: TableModel, among?: readonly TableRow[]): HttpResponse | Refusal {
  const { query, world } = call;
  const found = findRows(call, table, among);
  if (isRefused(found)) return found;
  const barred = checkSelect(table, query.select) ?? checkExpand(table, query.expand);
  if (barred) return barred;
  const { annotations, pageSize } = readPreferences(call);
  const page = cutPage(found.slice(0, query.top), query.skipToken, pageSize ?? largestPage);
  if (!page) return badUrl();
  const shape = { ...query, annotations };
  const items = page.rows.map((row) =>
    jsonObject([['@odata.etag', tagText(row, world)], ...rowMembers(call, table, row, shape)]),
  );
  world.cites('DV-LST-001', 'DV-GET-010');
  if (query.orderBy !== undefined) world.cites('DV-LST-003');
  if (query.top !== undefined) world.cites('DV-LST-002');
  if (pageSize !== undefined) world.cites('DV-LST-005', 'DV-LST-008');
  return respondData(
    world,
    200,
    jsonObject([
      ['@odata.context', `${serviceUrl(world)}/$metadata#${table.setName}${shownNames(shape)}`],
      ...counts(call, found.length, annotations),
      ['value', items],
      ...(page.more ? [['@odata.nextLink', nextLink(call, skipTokenAfter(page))] as const] : []),
    ]),
    preferencesApplied(pageSize === undefined ? undefined : `odata.maxpagesize=${pageSize}`, annotationsApplied(call)),
  );
}

/** How many rows there are on all pages, as far as that is told. */
function counts({ query, world }: WebApiCall, all: number, annotations = ''): (readonly [string, number | boolean])[] {
  if (!query.count) return [];
  world.cites('DV-LST-004');
  const total = ['Microsoft.Dynamics.CRM.totalrecordcount', Math.min(all, largestPage)] as const;
  const exceeded = ['Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded', all > largestPage] as const;
  const told = [total, exceeded].filter(([term]) => includes(annotations, term));
  return [['@odata.count', Math.min(all, largestPage)], ...told.map(([term, value]) => [`@${term}`, value] as const)];
}

/** The same request, with the token of the next page. */
function nextLink({ request, world }: WebApiCall, token: string): string {
  const { path, query = '' } = splitTarget(request.target);
  const options = query.split('&').filter((option) => option !== '' && !/^(\$|%24)skiptoken=/i.test(option));
  return `${world.baseUrl}${path}?${[...options, `$skiptoken=${encodeURIComponent(token)}`].join('&')}`;
}
