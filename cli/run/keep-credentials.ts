import type { HeaderField } from '../../core/http.ts';
import type { FetchedIdentity } from '../../runner/credentials/create-credentials.ts';
import type { TargetPlan } from '../../runner/options.ts';
import { type ConnectionSettings, endpointConnection } from './connection-settings.ts';

/** Credentials of a target as they were given. */
export interface GivenCredentials {
  readonly identities: Readonly<Record<string, readonly HeaderField[]>>;
  /** Identities whose token is fetched. */
  readonly fetched: Readonly<Record<string, FetchedIdentity>>;
  readonly secrets: readonly string[];
}

/** What a plan needs to know of them. Where nothing is fetched nothing is loaded for it. */
export async function keepCredentials(
  { identities, fetched, secrets }: GivenCredentials,
  url: string,
  connection: ConnectionSettings,
): Promise<Pick<TargetPlan, 'identities' | 'credentials' | 'secrets'>> {
  if (Object.keys(fetched).length === 0) return { identities, secrets };
  const [{ createCredentials }, { createTokenGround }] = await Promise.all([
    import('../../runner/credentials/create-credentials.ts'),
    import('../../runner/credentials/token-ground.ts'),
  ]);
  const known = [...secrets];
  const remember = (secret: string): void => {
    if (!known.includes(secret)) known.push(secret);
  };
  const { credentials, fields } = createCredentials(
    fetched,
    createTokenGround(endpointConnection(url, connection), remember),
  );
  return { identities: { ...identities, ...fields }, credentials, secrets: known };
}
