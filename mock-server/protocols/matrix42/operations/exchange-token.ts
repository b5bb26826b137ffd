import type { HttpResponse } from '../../../../core/http.ts';
import type { Call } from '../../../kernel/call.ts';
import { respondJson } from '../../../kernel/respond.ts';
import { lifetimeMs, writeAccessToken } from '../model/tokens.ts';
import { jsonType, refuse } from '../refuse.ts';

/**
 * POST /ApiToken/GenerateAccessTokenFromApiToken: an access token for an API token (M42-AUT-001), whatever the body; for any
 * other token 200 and null, as tenants were seen to answer (M42-AUT-003).
 */
export function exchangeToken({ world }: Call): HttpResponse {
  if (world.principal?.id !== 'api-token') {
    world.cites('M42-AUT-003');
    if (world.variant('no-exchange-is-401'))
      return refuse(world, 401, { name: 'Unauthorized', message: 'The API token is not valid.' });
    return respondJson(200, jsonType, null);
  }
  const expires = world.now() + lifetimeMs;
  world.cites('M42-AUT-001', 'M42-AUT-002', 'M42-AUT-004');
  const LifeTime = world.variant('lifetime-as-timespan') ? '01:00:00' : new Date(expires).toISOString();
  return respondJson(200, jsonType, { RawToken: writeAccessToken({ caller: 'caller', expires }), LifeTime });
}
