/** A text that must not be printed. */
export interface SecretPart {
  readonly text: string;
  /** How much of its beginning is no secret alone: the header of a JWT, a user's name. */
  readonly open: number;
}

/** What is to be hidden of a secret: itself, and what Basic credentials hold. */
export function secretParts(secret: string): readonly SecretPart[] {
  return [{ text: secret, open: jwtHeader(secret) }, ...basicParts(secret)];
}

/** The credentials of "Bearer abc" are a secret by themselves; undefined: the value has no scheme. */
export function credentialsOf(value: string): string | undefined {
  return /^[A-Za-z][A-Za-z0-9-]* +(\S+)$/.exec(value)?.[1];
}

/** The length of a JWT's header with the dot after it, which all tokens of an issuer share; 0: it is no JWT. */
function jwtHeader(secret: string): number {
  const [, header] = /^([\w-]+)\.[\w-]+\.[\w-]*(?:\.[\w-]*)*$/.exec(secret) ?? [];
  if (header === undefined) return 0;
  try {
    const read: unknown = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'));
    return typeof read === 'object' && read !== null && 'alg' in read ? header.length + 1 : 0;
  } catch {
    return 0;
  }
}

/** "user:password" and the password of Basic credentials (RFC 7617), in UTF-8 and in ISO 8859-1. */
function basicParts(secret: string): readonly SecretPart[] {
  if (!/^[A-Za-z0-9+/_-]{4,}={0,2}$/.test(secret)) return [];
  const bytes = Buffer.from(secret, 'base64');
  return [...new Set([bytes.toString('utf8'), bytes.toString('latin1')])].flatMap((text) => {
    const colon = text.indexOf(':');
    if (colon < 0 || /[\p{Cc}\ufffd]/u.test(text)) return [];
    return [
      { text, open: colon + 1 },
      { text: text.slice(colon + 1), open: 0 },
    ];
  });
}
