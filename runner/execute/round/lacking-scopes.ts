import type { TargetPlan } from '../../options.ts';

/**
 * Scopes that an identity needs and that its token says, or whoever gave it said, it has not. None where nobody says: an opaque token, or a
 * protocol without scopes.
 */
export function lackingScopes(
  {
    spec,
    identities,
    credentials,
  }: Pick<TargetPlan, 'spec' | 'identities'> & { credentials?: TargetPlan['credentials'] | undefined },
  identity: string,
): readonly string[] {
  const needed = spec.identities.find(({ id }) => id === identity)?.scopes ?? [];
  if (needed.length === 0) return [];
  const authorization =
    (identities[identity] ?? []).find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '';
  const granted = scopesIn(authorization) ?? credentials?.scopeOf(identity)?.split(' ');
  return granted === undefined ? [] : needed.filter((scope) => !granted.includes(scope));
}

/** What a JSON Web Token says of its scopes: `scope` (RFC 9068 §2.2.3), or `scp` as Entra has it. */
function scopesIn(authorization: string): readonly string[] | undefined {
  const payload = /^Bearer +[\w-]+\.([\w-]+)\.[\w-]*$/i.exec(authorization)?.[1];
  if (payload === undefined) return undefined;
  try {
    const { scope, scp }: { readonly scope?: unknown; readonly scp?: unknown } = JSON.parse(
      Buffer.from(payload, 'base64url').toString('utf8'),
    );
    const told = scope ?? scp;
    if (typeof told === 'string') return told.split(' ');
    return Array.isArray(told) ? told.map(String) : undefined;
  } catch {
    return undefined;
  }
}
