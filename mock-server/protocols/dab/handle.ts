import { type HttpRequest, type HttpResponse, headerValue, splitTarget } from '../../../core/http.ts';
import { respondEmpty } from '../../kernel/respond.ts';
import type { Store } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { isRefusal, type Refusal, refuseEmpty, refuseForbidden } from './errors.ts';
import { configurationOf } from './model/configuration.ts';
import { isAllowed } from './model/permissions.ts';
import { deleteRow } from './operations/delete-row.ts';
import { respondBeside } from './operations/endpoints.ts';
import { findRows } from './operations/find-rows.ts';
import { postRow } from './operations/post-row.ts';
import { upsertRow } from './operations/upsert-row.ts';
import { correlate } from './read/correlate.ts';
import { encode, refuseAccept } from './read/negotiate.ts';
import type { Call } from './request/call.ts';
import { actOnIgnoredCondition, type Precondition, readPrecondition } from './request/if-match.ts';
import { readMethod } from './request/methods.ts';
import { refuseMultipart } from './request/multipart.ts';
import { readBody } from './request/read-body.ts';
import { readRoute } from './request/read-route.ts';
import { roleOf } from './request/role-of.ts';
import { formOf } from './request/write-form.ts';
import { writeAnyway } from './write/write-anyway.ts';

/** Answers one request, in the product's order of checks. */
export function handle(store: Store, request: HttpRequest, world: World): HttpResponse {
  const answer = decide(store, request, world);
  const response = encode(request, isRefusal(answer) ? answer.refusal : answer, world);
  return correlate(request, response, world);
}

function decide(store: Store, sent: HttpRequest, world: World): HttpResponse | Refusal {
  const { path } = splitTarget(sent.target);
  // The web server itself does not let this through.
  if (path.includes('%00') && !world.mutant('null-characters-pass')) return refuseEmpty(400);
  const beside = respondBeside(sent, world);
  if (beside) return beside;
  const request = readMethod(sent, world);
  if (isRefusal(request)) return request;
  const { basePath } = configurationOf(world);
  if (!world.features.has('rest') && path.startsWith(basePath)) return respondEmpty(404);
  if (world.mutant('if-match-before-role')) {
    const early = readPrecondition(request, world);
    if (isRefusal(early)) return early;
  }
  const role = roleOf(request, world);
  if (isRefusal(role)) {
    if (request.method !== 'GET' && world.mutant('refused-role-writes-anyway'))
      judge(store, request, 'anonymous', world);
    return role;
  }
  return refuseMultipart(request, world) ?? refuseAccept(request, world) ?? judge(store, request, role, world);
}

function judge(store: Store, request: HttpRequest, role: string, world: World): HttpResponse | Refusal {
  const precondition = readPrecondition(request, world);
  if (isRefusal(precondition) && !isJudgedLate(world)) {
    // A refused write that is done all the same, in each edition that refuses.
    if (
      world.mutant('bad-tag-writes-anyway') ||
      world.mutant('page-bad-tag-writes-anyway') ||
      world.mutant('v1-bad-tag-writes-anyway')
    )
      judge(store, withoutIfMatch(request), role, world);
    return precondition;
  }
  const ignored = actOnIgnoredCondition(request, world);
  if (ignored) return ignored;
  const configuration = configurationOf(world);
  const route = readRoute(request, configuration, world);
  if (isRefusal(route)) return isForbiddenEarly(role, world) ? refuseForbidden(world) : route;
  const call: Call = { store, request, role, configuration, world, ...route };
  const refusal = checkAccess(call, precondition);
  if (refusal) return refusal;
  if (isRefusal(precondition) && world.mutant('permission-before-if-match')) return precondition;
  return dispatch(call, precondition);
}

/** Permissions on the entity, and what a table's configuration says about methods, which the product ignores. */
function checkAccess(call: Call, precondition: Precondition | Refusal): Refusal | undefined {
  const { request, entity, role, world } = call;
  const { method } = request;
  if (entity.listsOnlyGet && method !== 'GET' && !world.keeps('DAB-RTE-007')) return refuseEmpty(405);
  if (isAllowed(entity, role, method, upsertRule(call, precondition), world)) return undefined;
  // The bug is to read the body first.
  const unreadable =
    method === 'GET' || method === 'DELETE' || world.keeps('DAB-AUT-002') ? undefined : readBody(request, world);
  if (isRefusal(unreadable)) return unreadable;
  if (method !== 'GET' && method !== 'DELETE' && world.mutant('forbidden-writes-anyway'))
    writeAnyway(call, formOf(request, precondition === 'must-exist', call.keyRoute === ''));
  return refuseForbidden(world);
}

/** The rule that a PUT or PATCH needs both permissions. */
function upsertRule({ keyRoute }: Call, precondition: Precondition | Refusal): string {
  if (keyRoute === '') return 'DAB-KLS-006';
  return precondition === 'must-exist' ? 'DAB-IFM-026' : 'DAB-AUT-001';
}

/** The bug that a role is refused before anybody knows of what. */
function isForbiddenEarly(role: string, world: World): boolean {
  return role !== 'anonymous' && role !== 'authenticated' && world.mutant('permission-before-entity');
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
      return preferring(call, upsertRow(call, precondition));
  }
}

/** Prefer is ignored; the bug is to honour it. */
function preferring({ request, world }: Call, answer: HttpResponse | Refusal): HttpResponse | Refusal {
  const asked = /return=minimal/.test(headerValue(request.headers, 'prefer') ?? '');
  return asked && !isRefusal(answer) && !world.keeps('DAB-NEG-004') ? respondEmpty(204) : answer;
}

/** The bug that If-Match is only looked at when other checks are done. */
function isJudgedLate(world: World): boolean {
  return world.mutant('if-match-checked-last') || world.mutant('permission-before-if-match');
}

function withoutIfMatch(request: HttpRequest): HttpRequest {
  return { ...request, headers: request.headers.filter(([name]) => name.toLowerCase() !== 'if-match') };
}
