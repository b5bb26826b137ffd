import type { HeaderField, HttpResponse } from '../../../../core/http.ts';
import { bearerToken } from '../../../kernel/bearer-callers.ts';
import type { Call } from '../../../kernel/call.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { hasScope, scopes } from '../model/principals.ts';
import { problem } from '../problem-details.ts';

const largestBody = 20_000_000;

/** The refusal of a caller who is not known, has not the scope, or sends too much. */
export function refuseCaller(call: Call): HttpResponse | undefined {
  const { request, world } = call;
  if (!world.principal && world.keeps('DP-AUTH-001')) return unauthorized(call);
  const rule = world.principal?.id === 'end-user' ? 'DP-AUTH-003' : 'DP-AUTH-002';
  if (!hasScope(world, scopes.owner) && world.keeps(rule)) return respondEmpty(403);
  return request.body.length > largestBody ? problem(413, call) : undefined;
}

/** 401: somebody is asked for a token, or told that the one that was sent cannot be read (RFC 6750 §3.1). */
function unauthorized({ request, world }: Call): HttpResponse {
  world.cites('DP-AUTH-010');
  const sent = bearerToken(request) !== undefined && world.keeps('DP-AUTH-011');
  const challenge: HeaderField = ['WWW-Authenticate', sent ? 'Bearer error="invalid_token"' : 'Bearer'];
  return respondEmpty(
    401,
    world.variant('a-challenge-for-each-issuer') ? [challenge, challenge, challenge] : [challenge],
  );
}
