import { type HttpRequest, type HttpResponse, headerValue } from '../../../core/http.ts';
import type { Store } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import type { Call } from './call.ts';
import { correlate } from './correlate.ts';
import { deleteRow } from './delete-row.ts';
import { isRefusal, type Refusal, refuse, refuseBad, refuseEmpty } from './errors.ts';
import { findRows } from './find-rows.ts';
import { type Precondition, readIfMatch } from './if-match.ts';
import { isAllowed, roleOf } from './permissions.ts';
import { postRow } from './post-row.ts';
import { readRoute } from './read-route.ts';
import { upsertRow } from './upsert-row.ts';

const methods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const allow = 'DELETE, GET, PATCH, POST, PUT';

/** Answers one request, in the product's order of checks. */
export function handle(store: Store, request: HttpRequest, world: World): HttpResponse {
  const answer = decide(store, request, world);
  return correlate(request, isRefusal(answer) ? answer.refusal : answer, world);
}

function decide(store: Store, request: HttpRequest, world: World): HttpResponse | Refusal {
  const { method } = request;
  if (!methods.has(method))
    return methods.has(method.toUpperCase())
      ? refuseBad(world, 'Unsupported operation type.')
      : refuseEmpty(405, [['Allow', allow]]);
  const role = roleOf(request);
  if (role === undefined) return refuseEmpty(403);
  const precondition = readPrecondition(request, world);
  if (isRefusal(precondition) && !isJudgedLate(world)) {
    if (writesAnyway(world)) decide(store, withoutIfMatch(request), world);
    return precondition;
  }
  const ignored = actOnIgnoredCondition(request, world);
  if (ignored) return ignored;
  const route = readRoute(request, world);
  if (isRefusal(route)) return route;
  if (!isAllowed(route.entity, role, method, world))
    return refuse(world, 403, 'AuthorizationCheckFailed', 'Authorization Failure: Access Not Allowed.');
  if (isRefusal(precondition) && world.mutant('permission-before-if-match')) return precondition;
  return dispatch({ store, request, role, world, ...route }, precondition);
}

function dispatch(call: Call, precondition: Precondition | Refusal): HttpResponse | Refusal {
  switch (call.request.method) {
    case 'GET':
      return findRows(call);
    case 'DELETE':
      return deleteRow(call);
    case 'POST':
      return postRow(call);
    default:
      return upsertRow(call, precondition);
  }
}

/** If-Match means something on PUT and PATCH only. */
function readPrecondition(request: HttpRequest, world: World): Precondition | Refusal {
  const value = headerValue(request.headers, 'if-match');
  if (value === undefined) return 'none';
  if (request.method === 'PUT' || request.method === 'PATCH') return readIfMatch(request, world);
  if (value === '*' && world.mutant('star-fails-on-other-methods'))
    return refuseBad(world, 'If-Match is not supported on this method.');
  return world.keeps('DAB-IFM-018') ? 'none' : readIfMatch(request, world);
}

/** The bug that If-Match is only looked at when other checks are done. */
function isJudgedLate(world: World): boolean {
  return world.mutant('if-match-checked-last') || world.mutant('permission-before-if-match');
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

/** The bug that conditions are acted on which the product does not read (DAB-IFM-019). */
function actOnIgnoredCondition({ method, headers }: HttpRequest, world: World): Refusal | undefined {
  const condition = headerValue(headers, 'if-none-match') ?? headerValue(headers, 'if-unmodified-since');
  if (condition === undefined || world.keeps('DAB-IFM-019')) return undefined;
  return refuseEmpty(method === 'GET' ? 304 : 412);
}
