/**
 * How an identity gets a token, as a target file says it: texts may be "env:NAME", files are relative to the file. Settings are
 * named as there; scopes are one text.
 */
export type TokenEntry =
  | { readonly kind: 'bearer'; readonly value: string }
  | { readonly kind: 'command'; readonly command: readonly string[]; readonly lifetime?: string }
  | { readonly kind: 'shell'; readonly line: string; readonly lifetime?: string }
  | { readonly kind: EndpointKind; readonly settings: TokenSettings };

/** The ways to get a token from an endpoint. */
export type EndpointKind = 'oauth' | 'maskinporten' | 'entra' | 'matrix42';

export type TokenSettings = Readonly<Record<string, string | undefined>>;
