import { type HttpRequest, type HttpResponse, headerValue } from '../../../../core/http.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { insists } from '../model/insists.ts';
import type { Handler } from '../model/methods.ts';
import { firstOwner, hasScope, scopes } from '../model/principals.ts';
import { writeKind } from '../model/write-kind.ts';
import { problem } from '../problem-details.ts';

const largestBody = 20_000_000;

/** Lets a caller through to what a method does: somebody who is known, has the scope, and does not send too much. */
export function admit(handler: Handler, store: Store, request: HttpRequest, world: World): HttpResponse {
  if (!world.principal) {
    if (!world.keeps('DP-AUTH-001') || world.mutant('done-despite-401'))
      return done(handler, store, request, { ...world, principal: firstOwner }, world);
    return unauthenticated(world);
  }
  if (!hasScope(world, scopes.owner)) {
    const endUser = world.principal.id === 'end-user';
    const rule = endUser ? 'DP-AUTH-003' : 'DP-AUTH-002';
    if (!insists(world, rule, endUser ? 'end-users-admitted' : 'scope-not-asked-for'))
      return handler(store, request, { ...world, principal: firstOwner });
    if (world.mutant(endUser ? 'done-for-end-users-despite-403' : 'done-despite-403'))
      handler(store, request, { ...world, principal: firstOwner });
    return respondEmpty(403);
  }
  if (request.body.length > largestBody) return problem(413, request, world);
  const answer = handleConditional(handler, store, request, world);
  return answer.status === 404 ? spoilUnknown(answer, handler, store, request, world) : answer;
}

/** Defects: a condition that is not looked at, and one that is refused while the write is done. */
function handleConditional(handler: Handler, store: Store, request: HttpRequest, world: World): HttpResponse {
  if (headerValue(request.headers, 'If-Match') === undefined) return handler(store, request, world);
  const kind = writeKind(request);
  const free = { ...request, headers: request.headers.filter(([name]) => name.toLowerCase() !== 'if-match') };
  if (world.mutant(`${kind}-ignores-its-condition`)) return handler(store, free, world);
  const answer = handler(store, request, world);
  const refused = answer.status === 412 || answer.status === 400;
  if (refused && world.mutant(`${kind}-done-despite-${answer.status}`)) handler(store, free, world);
  return answer;
}

/** Defects: what another owner is not to know of. */
function spoilUnknown(
  answer: HttpResponse,
  handler: Handler,
  store: Store,
  request: HttpRequest,
  world: World,
): HttpResponse {
  if (world.principal?.id !== 'other-owner') return answer;
  if (world.mutant('done-despite-404')) handler(store, request, { ...world, principal: firstOwner });
  return world.mutant('dialogs-of-others-are-403') ? respondEmpty(403) : answer;
}

function done(handler: Handler, store: Store, request: HttpRequest, asOwner: World, world: World): HttpResponse {
  const answer = handler(store, request, asOwner);
  return world.keeps('DP-AUTH-001') ? unauthenticated(world) : answer;
}

function unauthenticated(world: World): HttpResponse {
  return respondEmpty(401, world.keeps('DP-AUTH-010') ? [['WWW-Authenticate', 'Bearer']] : []);
}
