import type { KeyObject } from 'node:crypto';
import { errors, type JWTPayload, jwtVerify, type ProtectedHeaderParameters } from 'jose';
import { TokenError } from './token-error.ts';

/** What an assertion must be, wherever it is shown. */
export interface AssertionGround {
  /** The key that its header names. @throws {TokenError} for one that nobody knows. */
  keyFor(header: ProtectedHeaderParameters): KeyObject;
  readonly audiences: readonly string[];
  /** Between `iat` and `exp` at most, in seconds. */
  readonly longestSeconds: number;
  /** Identifiers that were used. */
  readonly seen: Set<string>;
  /** The error code of a refusal: invalid_client, invalid_grant. */
  readonly code: string;
}

const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];

/** Reads a signed assertion (RFC 7523 §3). @throws {TokenError} for one that is not good, or was used before. */
export async function checkAssertion(assertion: string, ground: AssertionGround): Promise<JWTPayload> {
  const refuse = (why: string): TokenError =>
    new TokenError(ground.code, why, { status: ground.code === 'invalid_client' ? 401 : 400 });
  const { payload } = await jwtVerify(assertion, (header) => ground.keyFor(header), {
    algorithms,
    audience: [...ground.audiences],
    requiredClaims: ['iss', 'exp', 'iat', 'jti'],
  }).catch((error: unknown) => {
    if (error instanceof TokenError) throw error;
    if (error instanceof errors.JOSEError) throw refuse(`the assertion is not good: ${error.message}`);
    throw error;
  });
  const { exp = 0, iat = 0, jti = '' } = payload;
  if (iat > Date.now() / 1000 + 10) throw refuse('the assertion is of the future');
  if (exp - iat > ground.longestSeconds)
    throw refuse(`the assertion is good for more than ${ground.longestSeconds} seconds`);
  if (ground.seen.has(jti)) throw refuse('the assertion was used before');
  ground.seen.add(jti);
  return payload;
}
