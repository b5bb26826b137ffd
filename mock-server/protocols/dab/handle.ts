import { type HttpRequest, type HttpResponse, headerValue } from '../../../core/http.ts';
import type { JsonObject } from '../../../core/json.ts';
import { respondEmpty } from '../../kernel/respond.ts';
import type { Store } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { checkQuery } from './check-query.ts';
import { readValues } from './compose-row.ts';
import type { Entity } from './entities.ts';
import { isRefusal, type Refusal, refuse, refuseEmpty } from './errors.ts';
import { type Precondition, readIfMatch } from './if-match.ts';
import { canRead, isAllowed, roleOf } from './permissions.ts';
import { presentRow, respondRows } from './present-row.ts';
import { readBody } from './read-body.ts';
import { readKey } from './read-key.ts';
import { type Route, readRoute } from './read-route.ts';
import { rowKey, rowsOf } from './rows.ts';
import { validateBody } from './validate-body.ts';
import { insertNew, writeByKey } from './write-row.ts';

const methods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const guid = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i;

/** Answers one request, in the product's order of checks (dossier §0.2). */
export function handle(store: Store, request: HttpRequest, world: World): HttpResponse {
  const answer = decide(store, request, world);
  const response = isRefusal(answer) ? answer.refusal : answer;
  // Unhandled failures leave the pipeline before the header is set.
  if (response.status === 500 && response.body.length === 0) return response;
  const sent = headerValue(request.headers, 'x-ms-correlation-id') ?? '';
  const id = guid.test(sent) && world.keeps('DAB-ENV-005') ? sent : world.uuid(4);
  return { ...response, headers: [...response.headers, ['x-ms-correlation-id', id]] };
}

function decide(store: Store, request: HttpRequest, world: World): HttpResponse | Refusal {
  const { method } = request;
  if (!methods.has(method)) return refuseEmpty(405, [['Allow', 'DELETE, GET, PATCH, POST, PUT']]);
  const role = roleOf(request);
  if (role === undefined) return refuseEmpty(403);
  const upsert = method === 'PUT' || method === 'PATCH';
  const precondition = upsert || !world.keeps('DAB-IFM-018') ? readIfMatch(request, world) : 'none';
  const late = world.mutant('if-match-checked-late') ? precondition : undefined;
  if (isRefusal(precondition) && !late) {
    if (writesAnyway(world)) decide(store, withoutIfMatch(request), world);
    return precondition;
  }
  if (!upsert && headerValue(request.headers, 'if-match') === '*' && world.mutant('star-fails-on-other-methods'))
    return refuse(world, 400, 'BadRequest', 'If-Match is not supported on this method.');
  const ignored = ignoredCondition(request, world);
  if (ignored) return ignored;
  const route = readRoute(request, world);
  if (isRefusal(route)) return route;
  if (!isAllowed(route.entity, role, method))
    return refuse(world, 403, 'AuthorizationCheckFailed', 'Authorization Failure: Access Not Allowed.');
  const held: Precondition = isRefusal(precondition) ? 'none' : precondition;
  switch (method) {
    case 'GET':
      return find(store, route, world);
    case 'DELETE':
      return remove(store, route, world);
    case 'POST':
      return post(store, request, route, role, world);
    default:
      return put(store, request, route, role, held, late, world);
  }
}

/** The bug that a refused write is done all the same, in each edition that refuses. */
function writesAnyway(world: World): boolean {
  return (
    world.mutant('bad-tag-writes-anyway') ||
    world.mutant('page-bad-tag-writes-anyway') ||
    world.mutant('v1-bad-tag-writes-anyway')
  );
}

function withoutIfMatch(request: HttpRequest): HttpRequest {
  return { ...request, headers: request.headers.filter(([name]) => name.toLowerCase() !== 'if-match') };
}

/** A server that acts on conditions the product does not read (DAB-IFM-019), as a mutant. */
function ignoredCondition(request: HttpRequest, world: World): Refusal | undefined {
  const conditional =
    headerValue(request.headers, 'if-none-match') ?? headerValue(request.headers, 'if-unmodified-since');
  if (conditional === undefined || world.keeps('DAB-IFM-019')) return undefined;
  return refuseEmpty(request.method === 'GET' ? 304 : 412);
}

function find(store: Store, { entity, keyRoute, query }: Route, world: World): HttpResponse | Refusal {
  if (keyRoute === '') {
    const asked = checkQuery(entity, query, true, world);
    if (isRefusal(asked)) return asked;
    const rows = [...rowsOf(store, entity).entries()].map(([, row]) => presentRow(entity, row, world, asked.select));
    return respondRows(world, 200, rows.slice(0, asked.first));
  }
  const key = readKey(entity, keyRoute, world);
  if (isRefusal(key)) return key;
  const asked = checkQuery(entity, query, true, world);
  if (isRefusal(asked)) return asked;
  const row = rowsOf(store, entity).get(rowKey(entity, key.values));
  if (row === undefined && !world.keeps('DAB-GET-002')) return refuse(world, 404, 'ItemNotFound', 'Not found');
  const shown = row && !world.mutant('get-hides-rows') ? [presentRow(entity, row, world, asked.select)] : [];
  return world.keeps('DAB-GET-001') ? respondRows(world, 200, shown) : respondRows(world, 200, [...shown, ...shown]);
}

function remove(store: Store, { entity, keyRoute, query }: Route, world: World): HttpResponse | Refusal {
  if (keyRoute === '') return noKey(world);
  const key = readKey(entity, keyRoute, world);
  if (isRefusal(key)) return key;
  const asked = checkQuery(entity, query, false, world);
  if (isRefusal(asked)) return asked;
  const rows = rowsOf(store, entity);
  if (!rows.has(rowKey(entity, key.values)))
    return world.keeps('DAB-DEL-002')
      ? refuse(world, 404, 'ItemNotFound', `Could not find item with <${key.text}>`)
      : respondEmpty(204);
  if (!world.mutant('delete-keeps-row')) rows.delete(rowKey(entity, key.values));
  return world.keeps('DAB-DEL-001') ? respondEmpty(204) : respondRows(world, 200, []);
}

function post(
  store: Store,
  request: HttpRequest,
  { entity, keyRoute, query }: Route,
  role: string,
  world: World,
): HttpResponse | Refusal {
  if (keyRoute !== '')
    return refuse(
      world,
      400,
      'BadRequest',
      "Primary key for POST requests can't be specified in the request URL. Use request body instead.",
    );
  if (query !== undefined && query !== '')
    return refuse(world, 400, 'BadRequest', 'Query string for this HTTP request type is an invalid URL.');
  const body = readBody(request, world);
  if (isRefusal(body)) return body;
  const invalid = validateBody(entity, body, { complete: true, keyInBody: true, post: true }, world);
  if (invalid) return invalid;
  const values = readValues(entity, body, true, world);
  if (isRefusal(values)) return values;
  return insertNew(store, { method: 'POST', entity, values, canRead: canRead(entity, role) }, world);
}

function put(
  store: Store,
  request: HttpRequest,
  { entity, keyRoute, query }: Route,
  role: string,
  precondition: Precondition,
  late: Precondition | Refusal | undefined,
  world: World,
): HttpResponse | Refusal {
  const star = precondition === 'must-exist';
  const keyless = keyRoute === '';
  if (keyless && (star || world.edition === 'v1' || hasNoKeyless(world)) && world.keeps('DAB-IFM-021'))
    return noKey(world);
  const body = readBody(request, world);
  if (isRefusal(body)) return body;
  const complete = request.method === 'PUT' && !star;
  const invalid = validateBody(entity, body, { complete, keyInBody: keyless, post: false }, world);
  if (invalid) {
    if (!keyless && world.mutant('incomplete-put-writes-anyway')) storeIncomplete(store, entity, keyRoute, body, world);
    return invalid;
  }
  const key = keyless ? undefined : readKey(entity, keyRoute, world);
  if (isRefusal(key)) return key;
  const asked = checkQuery(entity, query, false, world);
  if (isRefusal(asked)) return asked;
  const values = readValues(entity, body, keyless, world);
  if (isRefusal(values)) return values;
  // Where the condition is only looked at now, all that came before has outranked it.
  if (isRefusal(late)) return late;
  const write = { method: request.method, entity, values, canRead: canRead(entity, role) };
  return key ? writeByKey(store, write, key, precondition, world) : insertNew(store, write, world);
}

/** What a server leaves that writes before it has checked. */
function storeIncomplete(store: Store, entity: Entity, keyRoute: string, body: JsonObject, world: World): void {
  const key = readKey(entity, keyRoute, world);
  const values = readValues(entity, body, false, world);
  if (isRefusal(key) || isRefusal(values)) return;
  const rows = rowsOf(store, entity);
  const at = rowKey(entity, key.values);
  rows.put(at, { ...(rows.get(at) ?? key.values), ...values });
}

/** The vendor page knows no writes without a key. */
function hasNoKeyless(world: World): boolean {
  return world.edition === 'documented';
}

function noKey(world: World): Refusal {
  return refuse(world, 400, 'BadRequest', 'Primary Key for this HTTP request type is required.');
}
