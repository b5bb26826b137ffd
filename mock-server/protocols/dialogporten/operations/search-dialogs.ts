import type { HttpRequest, HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { respondEmpty, respondJson } from '../../../kernel/respond.ts';
import type { World } from '../../../kernel/world.ts';
import { type DialogRow, tables } from '../model/dialog-row.ts';
import { errorsOf, type Findings, find } from '../model/findings.ts';
import { callerOrganization, hasScope, scopes } from '../model/principals.ts';
import { jsonType, problem } from '../problem-details.ts';
import { presentContextItem, presentListedDialog } from '../read/present-listed-dialog.ts';
import { type Filter, searchFilters } from '../read/search-filters.ts';
import { queryValue } from '../request/bind-silent.ts';
import { isUri } from '../write/validate-dto.ts';

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
export function searchDialogs(call: Call): HttpResponse {
  return maySearch(call, 'dialogs') ? page(call, presentListedDialog) : respondEmpty(403);
}

/** GET …/dialogs/endusercontext: label contexts of a party's dialogs, by page. */
export function searchContexts(call: Call): HttpResponse {
  if (!maySearch(call, 'contexts')) return respondEmpty(403);
  if (queryValue(call.request, 'party') === undefined)
    return problem(400, call, { party: ["'Party' must not be empty."] });
  return page(call, presentContextItem);
}

function maySearch({ world }: Call, what: 'dialogs' | 'contexts'): boolean {
  return hasScope(world, scopes.search) || !world.keepsFor(what, 'DP-AUTH-004');
}

function page(call: Call, present: (row: DialogRow) => JsonObject): HttpResponse {
  const findings: Findings = new Map();
  const limit = readLimit(call, findings);
  const order = readOrder(call.request, findings);
  const process = queryValue(call.request, 'process');
  if (process !== undefined && !isUri(process) && call.world.keeps('DP-GET-012'))
    find(findings, 'process', "'Process' is not a well-formed URI.");
  if (findings.size > 0) return problem(400, call, errorsOf(findings));
  const rows = wanted(call).sort(byOrder(order));
  const token = queryValue(call.request, 'continuationToken');
  const from = token === undefined ? 0 : rows.findIndex(({ id }) => token.endsWith(`id_${id}`)) + 1;
  const shown = rows.slice(from, from + limit);
  const last = shown.at(-1);
  const hasNextPage = from + shown.length < rows.length;
  call.world.cites('DP-GET-009', 'DP-ERR-013');
  return respondJson(200, jsonType, {
    items: shown.map(present),
    hasNextPage,
    // Of a last page, too: it then leads to an empty one.
    ...(last ? { continuationToken: tokenOf(order, last) } : {}),
    orderBy: order.map(({ name, descending }) => `${name}_${descending ? 'desc' : 'asc'}`).join(','),
  });
}

function wanted({ store, request, world }: Call): DialogRow[] {
  const caller = callerOrganization(world);
  const filters = [deletedFilter(request, world), ...searchFilters(request, world)];
  const rows: DialogRow[] = [];
  for (const [, row] of store.table<DialogRow>(tables.dialogs).entries()) {
    if (row.owner !== caller && world.keepsFor('owner', 'DP-GET-009')) continue;
    if (filters.every((filter) => filter(row))) rows.push(row);
  }
  return rows;
}

function deletedFilter(request: HttpRequest, world: World): Filter {
  const asked = (queryValue(request, 'deleted') ?? 'exclude').toLowerCase();
  if (asked === 'include' || !world.keepsFor(asked, 'DP-DEL-009')) return () => true;
  return ({ deletedAt }) => (deletedAt !== undefined) === (asked === 'only');
}

function readLimit({ request, world }: Call, findings: Findings): number {
  const text = queryValue(request, 'limit');
  const limit = text === undefined || text === '' ? 100 : Number(text);
  if (!Number.isInteger(limit)) find(findings, 'limit', `Value [${text}] is not valid for a [Nullable\`1] property!`);
  if ((limit < 1 || limit > 1000) && world.keepsFor('limit', 'DP-GET-009'))
    find(findings, 'limit', `'Limit' must be between 1 and 1000. You entered ${text}.`);
  return limit;
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
