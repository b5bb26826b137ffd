import { type HttpRequest, headerValue } from '../../../../core/http.ts';
import { type BearerCallers, bearerCallers, bearerToken } from '../../../kernel/bearer-callers.ts';
import type { Principal } from '../../../kernel/world.ts';
import { jwtShapedApiToken, readAccessToken } from '../model/tokens.ts';

/** Who has an API token: good for the exchange alone. */
const holder: Principal = { id: 'api-token', claims: {} };

const callers: BearerCallers = bearerCallers({
  'm42-caller': { id: 'caller', claims: {} },
  'm42-reader': { id: 'reader', claims: {} },
  'm42-stranger': { id: 'stranger', claims: {} },
  'm42-expired': { id: 'expired', claims: { expires: '0' } },
  'm42-api-token': holder,
});

/** Callers whom no scenario acts as, by their tokens. */
const others: Readonly<Record<string, Principal>> = { 'm42-silent-reader': { id: 'silent-reader', claims: {} } };

/** Who has a user name and a password (M42-AUT-009). */
const basic = `Basic ${btoa('m42-caller:m42-caller')}`;

/** Header fields by which the bundled server knows each identity. */
export const credentials: BearerCallers['credentials'] = { ...callers.credentials, basic: [['Authorization', basic]] };

/** Who sent this: by a token that is always good, an API token, or an access token, which may have expired by now. */
export function authenticate(request: HttpRequest, tokens?: ReadonlySet<string>): Principal | undefined {
  if (headerValue(request.headers, 'Authorization') === basic) return { id: 'basic', claims: {} };
  const token = bearerToken(request) ?? '';
  const other = Object.hasOwn(others, token) ? others[token] : undefined;
  if (other) return other;
  if (token === jwtShapedApiToken || tokens?.has(token)) return holder;
  return accessTokenCaller(request) ?? callers.authenticate(request);
}

/** Whose access token it is, good or over; undefined: it is none. */
export function accessTokenCaller(request: HttpRequest): Principal | undefined {
  const access = readAccessToken(bearerToken(request) ?? '');
  return access && { id: access.caller, claims: { expires: String(access.expires) } };
}

/** Whoever brings an API token that nobody knows. What looks like an access token, and is none, is no API token either. */
export function anyHolder(request: HttpRequest): Principal | undefined {
  const token = bearerToken(request);
  return token === undefined || token.startsWith('m42-') ? undefined : holder;
}

/** Is the caller's token good for nothing any more? */
export function hasExpired({ claims }: Principal, now: number): boolean {
  return claims['expires'] !== undefined && Number(claims['expires']) <= now;
}
