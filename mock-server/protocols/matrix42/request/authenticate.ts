import type { HttpRequest } from '../../../../core/http.ts';
import { type BearerCallers, bearerCallers, bearerToken } from '../../../kernel/bearer-callers.ts';
import type { Principal } from '../../../kernel/world.ts';
import { jwtShapedApiToken, readAccessToken } from '../model/tokens.ts';

/** Who has an API token: good for the exchange alone. */
const holder: Principal = { id: 'api-token', claims: {} };

const callers: BearerCallers = bearerCallers({
  'm42-caller': { id: 'caller', claims: {} },
  'm42-reader': { id: 'reader', claims: {} },
  'm42-api-token': holder,
});

/** Header fields by which the bundled server knows each identity. */
export const credentials: BearerCallers['credentials'] = callers.credentials;

/** Who sent this: by a token that is always good, an API token, or an access token, which may have expired by now. */
export function authenticate(request: HttpRequest): Principal | undefined {
  const token = bearerToken(request) ?? '';
  if (token === jwtShapedApiToken) return holder;
  const access = readAccessToken(token);
  if (!access) return callers.authenticate(request);
  return { id: access.caller, claims: { expires: String(access.expires) } };
}

/** Is the caller's token good for nothing any more? */
export function hasExpired({ claims }: Principal, now: number): boolean {
  return claims['expires'] !== undefined && Number(claims['expires']) <= now;
}
