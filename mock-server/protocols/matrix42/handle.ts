import { type HttpRequest, type HttpResponse, headerValue } from '../../../core/http.ts';
import type { Call } from '../../kernel/call.ts';
import { respondEmpty, respondJson } from '../../kernel/respond.ts';
import type { Store } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { operations } from './operations/operations.ts';
import { jsonType, methodNotAllowed, notFound, refuse } from './refuse.ts';
import { hasExpired } from './request/authenticate.ts';
import { refuseMediaType } from './request/read-body.ts';
import { findRoute, type Operation } from './request/routes.ts';

/** Answers one request. Checked in this order: caller, path, content type, definition, body; then what the operation checks. */
export function handle(store: Store, request: HttpRequest, world: World): HttpResponse {
  if (!world.features.has('fragments')) return respondEmpty(404);
  const found = findRoute(request);
  const exchanges = found.kind === 'found' && found.operation === 'exchange-token' && world.features.has('tokens');
  if (!exchanges) {
    const refused = refuseCaller(world);
    if (refused) return refused;
  }
  return answer({ store, request, world }, found);
}

/** 401 for a caller without a token that is good now, 406 for one with an API token, which is good for the exchange alone. */
function refuseCaller(world: World): HttpResponse | undefined {
  const { principal } = world;
  const unknown = !principal || hasExpired(principal, world.now());
  if (principal && unknown) world.cites('M42-AUT-007');
  if (unknown && world.keeps('M42-AUT-006'))
    return refuse(world, 401, { name: 'Unauthorized', message: 'Authorization has been denied.' });
  if (principal?.id === 'basic') {
    world.cites('M42-AUT-009');
    if (world.variant('no-basic-credentials'))
      return refuse(world, 403, { name: 'Forbidden', message: 'A user name and a password are not enough.' });
  }
  if (principal?.id !== 'api-token') return undefined;
  world.cites('M42-AUT-005');
  return refuse(world, 406, { name: 'ApiToken', message: 'An API token must be exchanged for an access token.' });
}

function answer(call: Call, found: ReturnType<typeof findRoute>): HttpResponse {
  const { world } = call;
  if (found.kind === 'wrong-method') return methodNotAllowed(world, found.allowed.join(', '));
  if (found.kind === 'not-found') return notFound(world);
  const operation = operations[found.operation];
  if (operation.feature !== undefined && !world.features.has(operation.feature))
    return absentByPath.includes(operation.feature) ? notFound(world) : methodNotAllowed(world, 'GET');
  const denied = denyWrite(call, found.operation);
  if (denied) return denied;
  if (headerValue(call.request.headers, 'Explicit-Language') !== undefined) world.cites('M42-HDR-003');
  const unsupported = operation.takesBody ? refuseMediaType(call.request, world) : undefined;
  return unsupported ?? operation.handle(call, found);
}

/** A reader may not write: 403, or as some tenants were seen to answer, 200 with null; nothing is done either way. */
function denyWrite({ request, world }: Call, operation: Operation): HttpResponse | undefined {
  const caller = world.principal?.id ?? '';
  if (!deniedWriters.includes(caller) || request.method === 'GET' || operation === 'exchange-token') return undefined;
  world.cites('M42-UPD-014', 'M42-AUT-008');
  if (caller === 'silent-reader' || world.variant('denied-is-null')) return respondJson(200, jsonType, null);
  return refuse(world, 403, { name: 'AccessDenied', message: 'You may not write here.' });
}

/** Callers who write nothing: who may read alone, is told so by null, or sees nothing that others have. */
const deniedWriters: readonly string[] = ['reader', 'silent-reader', 'stranger'];

/** Features without which there is nothing at a path; without the others a method is missing. */
const absentByPath: readonly string[] = ['objects', 'relations', 'tokens', 'lists', 'schema-info'];
