import { type HeaderField, type HttpRequest, headerValue } from '../../core/http.ts';
import type { Principal } from './world.ts';

/** Callers by the token each of them sends: `Authorization: Bearer TOKEN`. */
export interface BearerCallers {
  /** Header fields by which the bundled server knows each identity. */
  readonly credentials: Readonly<Record<string, readonly HeaderField[]>>;
  /** Who sent this; undefined: nobody that is known. */
  authenticate(request: HttpRequest): Principal | undefined;
  /** Whoever sends a bearer token, known or not: the first of the callers. */
  anyCaller(request: HttpRequest): Principal | undefined;
}

/** Makes callers out of their tokens. */
export function bearerCallers(callers: Readonly<Record<string, Principal>>): BearerCallers {
  const [first] = Object.values(callers);
  return {
    anyCaller: (request) => (bearerToken(request) === undefined ? undefined : first),
    credentials: Object.fromEntries(
      Object.entries(callers).map(([token, { id }]) => [id, [['Authorization', `Bearer ${token}`]]]),
    ),
    authenticate: (request) => {
      const token = bearerToken(request);
      return token !== undefined && Object.hasOwn(callers, token) ? callers[token] : undefined;
    },
  };
}

/** The bearer token of a request (RFC 6750 §2.1; the scheme in any letter case, RFC 9110 §11.1). */
export function bearerToken(request: HttpRequest): string | undefined {
  return /^Bearer +(\S+)$/i.exec(headerValue(request.headers, 'Authorization') ?? '')?.[1];
}
