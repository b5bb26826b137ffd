/** Where a token comes from, with all that it takes: nothing is left to be read or looked up. */
export type TokenSource =
  | CommandSource
  | ({ readonly kind: 'client-credentials' } & ClientCredentials)
  | ({ readonly kind: 'jwt-bearer' } & JwtBearer)
  | { readonly kind: 'matrix42'; readonly url: string; readonly apiToken: string };

/** A program that prints a token. */
export interface CommandSource {
  readonly kind: 'command';
  /** A program with its arguments, or a line for the system's shell. */
  readonly command: readonly string[] | string;
  readonly folder: string;
  /** For how long its token is good, in milliseconds; undefined: as the token says, if it is a JWT. */
  readonly lifetimeMs?: number;
}

/** OAuth 2.0 client credentials (RFC 6749 §4.4). */
export interface ClientCredentials {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly proof: ClientSecret | ClientKey;
  /** Of an assertion of the client's; ignored with a secret. */
  readonly assertionAudience: string;
  /** scope, audience, resource. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** An assertion as the grant itself (RFC 7523 §2.1), as Maskinporten wants it. */
export interface JwtBearer {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly key: ClientKey;
  readonly audience: string;
  /** Claims of the assertion besides those of every one: scope, resource. */
  readonly claims: Readonly<Record<string, string>>;
}

interface ClientSecret {
  readonly kind: 'secret';
  readonly secret: string;
  readonly sent: 'basic' | 'post';
}

/** A private key that signs assertions (RFC 7523 §2.2), and by what the other side knows it. */
export interface ClientKey {
  readonly kind: 'key';
  /** PEM or JWK. */
  readonly key: string;
  readonly algorithm?: string;
  readonly keyId?: string;
  /** PEM, and how the header of an assertion tells it. */
  readonly certificate?: { readonly pem: string; readonly as: 'x5c' | 'x5t' };
}

/** A token as it was got. */
export interface FetchedToken {
  readonly token: string;
  /** From when it was got; undefined: nobody says. */
  readonly lifetimeMs?: number;
  /** What was granted, where that was told. */
  readonly scope?: string;
}

/** What getting a token needs of the world. */
export interface TokenGround {
  /** Sends one request to an endpoint and gives its answer, whatever the status; no redirect is followed. */
  send(url: string, request: TokenRequest): Promise<TokenAnswer>;
  /** Told of every text that must never be printed, before it is sent. */
  remember(secret: string): void;
}

interface TokenRequest {
  readonly method: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

export interface TokenAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly text: string;
}
