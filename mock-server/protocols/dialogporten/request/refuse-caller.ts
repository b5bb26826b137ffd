import type { HttpResponse } from '../../../../core/http.ts';
import type { Call } from '../../../kernel/call.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { hasScope, scopes } from '../model/principals.ts';
import { problem } from '../problem-details.ts';

const largestBody = 20_000_000;

/** The refusal of a caller who is not known, has not the scope, or sends too much. */
export function refuseCaller(call: Call): HttpResponse | undefined {
  const { request, world } = call;
  if (!world.principal && world.keeps('DP-AUTH-001')) {
    world.cites('DP-AUTH-010');
    return respondEmpty(401, [['WWW-Authenticate', 'Bearer']]);
  }
  const rule = world.principal?.id === 'end-user' ? 'DP-AUTH-003' : 'DP-AUTH-002';
  if (!hasScope(world, scopes.owner) && world.keeps(rule)) return respondEmpty(403);
  return request.body.length > largestBody ? problem(413, call) : undefined;
}
