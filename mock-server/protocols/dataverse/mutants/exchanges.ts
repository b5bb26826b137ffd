import { type HttpRequest, headerValue } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { Exchange } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { all, decidedBy, done, on } from '../../../kernel/bugs/when.ts';
import { isRefused } from '../../../kernel/refused.ts';
import type { Store } from '../../../kernel/store.ts';
import { rowsOf } from '../model/rows.ts';
import type { TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import { locateRow } from '../request/locate-row.ts';
import type { Location } from '../request/location.ts';
import { parseRoute, type Resource, type Route } from '../request/parse-route.ts';
import type { WebApiCall } from '../request/web-api-call.ts';

// Many bugs look at each request.
const routes = new WeakMap<HttpRequest, ReturnType<typeof parseRoute>>();

function routeOf(request: HttpRequest): Route | undefined {
  const route = routes.get(request) ?? parseRoute(request.target);
  routes.set(request, route);
  return isRefused(route) ? undefined : route;
}

/** Requests about resources of this kind, by one of these methods. */
export function about(kind: Resource['kind'], ...methods: readonly string[]): When {
  return all(on(...methods), ({ request }) => routeOf(request)?.resource.kind === kind);
}

/** The call that an exchange began with. Asked only of requests that name something. */
export function callOf({ request, store, world }: Exchange): WebApiCall {
  const route = routeOf(request);
  if (!route) throw new TypeError(`${request.target} names nothing`);
  return { request, store, world, ...route };
}

/** The table a request is about, by whose name a bug goes on. */
export function tableOf(exchange: Exchange): TableModel {
  const { resource } = callOf(exchange);
  if (!('table' in resource)) throw new TypeError(`${exchange.request.target} is about no table`);
  return resource.table;
}

/** Where the key of a request led before it was carried out; undefined: it has none that can be read. */
export function locationBefore(exchange: Exchange): Location | undefined {
  const call = callOf(exchange);
  if (!('key' in call.resource)) return undefined;
  const location = locateRow({ ...call, store: exchange.before }, call.resource.table, call.resource.key);
  return isRefused(location) ? undefined : location;
}

/** The row a request names, as it found it; undefined: there was none. */
export function rowBefore(exchange: Exchange): TableRow | undefined {
  return locationBefore(exchange)?.row;
}

/** The row of a table that was written last. */
export function lastWritten(store: Store, table: TableModel): TableRow {
  const [first, ...others] = [...rowsOf(store, table).entries()].map(([, row]) => row);
  if (!first) throw new TypeError(`${table.setName} is empty`);
  return others.reduce((last, row) => (row.version > last.version ? row : last), first);
}

/** The condition that a request sets with If-Match. */
export function ifMatchOf({ request }: Exchange): string | undefined {
  return headerValue(request.headers, 'If-Match');
}

/** PATCH on a row. */
export const patches: When = about('row', 'PATCH');
/** A PATCH that updated a row. */
export const updates: When = done(decidedBy('DV-UPD-004'));
/** A PATCH that created a row. */
export const creates: When = all(on('PATCH'), done(decidedBy('DV-UPS-001', 'DV-AK-001')));
/** A POST that created a row. */
export const posts: When = done(about('set', 'POST'));
/** A row that was deleted. */
export const deletes: When = done(about('row', 'DELETE'));
/** A property that was set. */
export const sets: When = decidedBy('DV-PRP-001');
/** A property that was cleared. */
export const clears: When = decidedBy('DV-PRP-002');
/** A link that was removed. */
export const unlinks: When = done(decidedBy('DV-NAV-003'));

/** The columns of a table, as members with a value each. */
export function membersFor(
  { columns }: TableModel,
  value: JsonObject[string],
  of: (column: TableModel['columns'][number]) => boolean,
): JsonObject {
  return Object.fromEntries(columns.filter(of).map(({ name }) => [name, value]));
}
