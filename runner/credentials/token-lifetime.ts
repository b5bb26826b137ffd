/** For how long a JSON Web Token is good, in milliseconds, as it says itself; undefined: it says nothing, or is none. */
export function tokenLifetimeMs(token: string): number | undefined {
  const [, payload = '', ...rest] = token.split('.');
  if (rest.length !== 1) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    const { exp, iat } = claims as { readonly exp?: unknown; readonly iat?: unknown };
    if (typeof exp !== 'number') return undefined;
    // By its own clock where it tells it, as that may not be ours; it may have been made before, though.
    const left = exp * 1000 - Date.now();
    return Math.max(0, typeof iat === 'number' ? Math.min(left, (exp - iat) * 1000) : left);
  } catch {
    return undefined;
  }
}
