import { type HttpRequest, type HttpResponse, splitTarget } from '../../../core/http.ts';
import type { Call as Received } from '../../kernel/call.ts';
import { isRefused, type Refused } from '../../kernel/refused.ts';
import { respondEmpty } from '../../kernel/respond.ts';
import type { Store } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { refuseEmpty, refuseForbidden } from './errors.ts';
import { configurationOf } from './model/configuration.ts';
import { isAllowed } from './model/permissions.ts';
import { deleteRow } from './operations/delete-row.ts';
import { respondBeside } from './operations/endpoints.ts';
import { findRows } from './operations/find-rows.ts';
import { postRow } from './operations/post-row.ts';
import { upsertRow } from './operations/upsert-row.ts';
import { correlate } from './read/correlate.ts';
import { encode } from './read/encode.ts';
import type { Call } from './request/call.ts';
import { type Precondition, readPrecondition } from './request/if-match.ts';
import { answerMethod } from './request/methods.ts';
import { refuseMultipart } from './request/multipart.ts';
import { readRoute } from './request/read-route.ts';
import { roleOf } from './request/role-of.ts';

/** Answers one request, in the product's order of checks. */
export function handle(store: Store, request: HttpRequest, world: World): HttpResponse {
  const answer = decide({ store, request, world });
  const response = encode(request, isRefused(answer) ? answer.refused : answer, world);
  return correlate(request, response, world);
}

function decide(received: Received): HttpResponse | Refused {
  const { request, world } = received;
  const { path } = splitTarget(request.target);
  // The web server itself does not let this through.
  if (path.includes('%00') && world.keepsFor('null-character', 'DAB-KEY-015')) return refuseEmpty(400);
  const beside = respondBeside(request, world) ?? answerMethod(request, world);
  if (beside) return beside;
  const configuration = configurationOf(world);
  if (!world.features.has('rest') && path.startsWith(configuration.basePath)) return respondEmpty(404);
  const role = roleOf(request, world);
  if (isRefused(role)) return role;
  const broken = refuseMultipart(request, world);
  if (broken) return broken;
  const precondition = readPrecondition(request, world);
  if (isRefused(precondition)) return precondition;
  const route = readRoute(request, configuration, world);
  if (isRefused(route)) return route;
  return dispatch({ ...received, role, configuration, ...route }, precondition);
}

function dispatch(call: Call, precondition: Precondition): HttpResponse | Refused {
  const { request, entity, role, world } = call;
  if (!isAllowed(entity, role, request.method, upsertRule(call, precondition), world)) {
    world.cites('DAB-AUT-002', ...(isUpsert(request) ? [] : ['DAB-AUT-015']));
    return refuseForbidden(world);
  }
  switch (request.method) {
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

function isUpsert({ method }: HttpRequest): boolean {
  return method === 'PUT' || method === 'PATCH';
}

/** The rule that a PUT or PATCH needs both permissions. */
function upsertRule({ keyRoute }: Call, precondition: Precondition): string {
  if (keyRoute === '') return 'DAB-KLS-006';
  return precondition === 'must-exist' ? 'DAB-IFM-026' : 'DAB-AUT-001';
}
