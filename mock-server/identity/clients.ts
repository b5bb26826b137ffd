import type { ProtocolCore } from '../kernel/protocol-core.ts';

/** A client that is known to the token endpoints: it acts as one identity of one protocol. */
export interface TokenClient {
  /** "dialogporten-owner". */
  readonly id: string;
  readonly protocol: string;
  readonly identity: string;
  readonly secret: string;
  /** Scopes that it may ask for. */
  readonly scopes: readonly string[];
  /** Claims of its tokens besides those of every one. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/** A client for each identity that these protocols know by a bearer token. Their secrets guard nothing. */
export function tokenClients(cores: readonly ProtocolCore[]): ReadonlyMap<string, TokenClient> {
  const clients = cores.flatMap(({ id: protocol, credentials, tokenClaims = {} }) =>
    Object.entries(credentials)
      .filter(([, fields]) => fields.some(([name, value]) => name === 'Authorization' && /^Bearer /.test(value)))
      .map(([identity]): TokenClient => {
        const id = `${protocol}-${identity}`;
        const { scope, ...claims } = tokenClaims[identity] ?? { scope: protocol };
        return { id, protocol, identity, secret: `${id}-secret`, scopes: scope.split(' ').filter(Boolean), claims };
      }),
  );
  return new Map(clients.map((client) => [client.id, client]));
}
