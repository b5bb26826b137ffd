import type { HttpRequest, HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { respondEmpty, respondJson } from '../../../kernel/respond.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { type DialogRow, tables } from '../model/dialog-row.ts';
import { errorsOf, type Findings, find } from '../model/findings.ts';
import { insists } from '../model/insists.ts';
import { callerOrganization, hasScope, scopes } from '../model/principals.ts';
import { jsonType, problem } from '../problem-details.ts';
import { presentContextItem, presentListedDialog } from '../read/present-listed-dialog.ts';
import { type Filter, searchFilters } from '../read/search-filters.ts';
import { queryValue } from '../request/bind-silent.ts';

interface Order {
  readonly name: string;
  readonly descending: boolean;
}

const orders: Readonly<Record<string, (row: DialogRow) => string>> = {
  contentupdatedat: (row) => row.contentUpdatedAt,
  updatedat: (row) => row.updatedAt,
  createdat: (row) => row.createdAt,
  dueat: (row) => String(row.fields['dueAt'] ?? ''),
  id: (row) => row.id,
};

/** GET …/dialogs: the caller's dialogs, by page. */
export function searchDialogs(store: Store, request: HttpRequest, world: World): HttpResponse {
  if (!maySearch(world, 'dialogs-listed-without-scope')) return respondEmpty(403);
  return page(store, request, world, (row) => presentListedDialog(row, world));
}

/** GET …/dialogs/endusercontext: label contexts of a party's dialogs, by page. */
export function searchContexts(store: Store, request: HttpRequest, world: World): HttpResponse {
  if (!maySearch(world, 'contexts-listed-without-scope') || world.mutant('contexts-never-listed'))
    return respondEmpty(403);
  if (queryValue(request, 'party') === undefined)
    return problem(400, request, world, { party: ["'Party' must not be empty."] });
  return page(store, request, world, presentContextItem);
}

function maySearch(world: World, bug: string): boolean {
  return hasScope(world, scopes.search) || !insists(world, 'DP-AUTH-004', bug);
}

function page(store: Store, request: HttpRequest, world: World, present: (row: DialogRow) => JsonObject): HttpResponse {
  const findings: Findings = new Map();
  const limit = readLimit(request, world, findings);
  const order = readOrder(request, findings);
  if (findings.size > 0) return problem(400, request, world, errorsOf(findings));
  const rows = wanted(store, request, world).sort(byOrder(order));
  if (world.mutant('list-begins-with-the-oldest')) rows.reverse();
  const token = world.mutant('continuation-token-ignored') ? undefined : queryValue(request, 'continuationToken');
  const from = token === undefined ? 0 : rows.findIndex(({ id }) => token.endsWith(`id_${id}`)) + 1;
  const shown = rows.slice(from, from + limit);
  const last = shown.at(-1);
  const hasNextPage = from + shown.length < rows.length;
  return respondJson(200, jsonType, {
    items: shown.map(present),
    hasNextPage: hasNextPage && !world.mutant('list-has-no-next-page'),
    ...(hasNextPage && last ? { continuationToken: tokenOf(order, last) } : {}),
    orderBy: order.map(({ name, descending }) => `${name}_${descending ? 'desc' : 'asc'}`).join(','),
  });
}

function wanted(store: Store, request: HttpRequest, world: World): DialogRow[] {
  const caller = callerOrganization(world);
  const filters = [
    deletedFilter(request, world),
    ...(world.mutant('list-filters-ignored') ? [] : searchFilters(request, world)),
  ];
  const rows: DialogRow[] = [];
  for (const [, row] of store.table<DialogRow>(tables.dialogs).entries())
    if ((row.owner === caller || world.mutant('dialogs-of-others-listed')) && filters.every((filter) => filter(row)))
      rows.push(row);
  return rows;
}

function deletedFilter(request: HttpRequest, world: World): Filter {
  const asked = (queryValue(request, 'deleted') ?? 'exclude').toLowerCase();
  if (!insists(world, 'DP-DEL-009', `deleted-${asked}-ignored`)) return () => true;
  if (asked === 'include') return ({ deletedAt }) => deletedAt === undefined || !world.mutant('deleted-never-listed');
  return ({ deletedAt }) => (deletedAt !== undefined) === (asked === 'only');
}

function readLimit(request: HttpRequest, world: World, findings: Findings): number {
  const text = queryValue(request, 'limit');
  const limit = text === undefined || text === '' ? 100 : Number(text);
  if (!Number.isInteger(limit)) find(findings, 'limit', `Value [${text}] is not valid for a [Nullable\`1] property!`);
  const outside = limit < 1 || limit > 1000 || ([1, 1000].includes(limit) && world.mutant('limits-of-pages-refused'));
  if (outside && insists(world, 'DP-GET-009', 'limit-unchecked'))
    find(findings, 'limit', `'Limit' must be between 1 and 1000. You entered ${text}.`);
  return world.mutant('limit-ignored') ? 100 : limit;
}

/** "updatedAt_asc,createdAt_desc": newest content first unless the caller says otherwise, and the id last. */
function readOrder(request: HttpRequest, findings: Findings): Order[] {
  const text = queryValue(request, 'orderBy') ?? 'contentUpdatedAt_desc';
  const order: Order[] = [];
  for (const part of text.toLowerCase().split(',')) {
    const [name = '', direction = 'desc'] = part.trim().split('_');
    if (!Object.hasOwn(orders, name) || !['asc', 'desc'].includes(direction))
      find(findings, 'orderBy', `'${part}' is not an order this list has.`);
    order.push({ name, descending: direction === 'desc' });
  }
  return order.some(({ name }) => name === 'id') ? order : [...order, { name: 'id', descending: true }];
}

function byOrder(order: readonly Order[]): (a: DialogRow, b: DialogRow) => number {
  return (a, b) => {
    for (const { name, descending } of order) {
      const [first, second] = [orders[name]?.(a) ?? '', orders[name]?.(b) ?? ''];
      if (first !== second) return first < second === descending ? 1 : -1;
    }
    return 0;
  };
}

function tokenOf(order: readonly Order[], row: DialogRow): string {
  return order.map(({ name }) => `${name}_${orders[name]?.(row) ?? ''}`).join(',');
}
