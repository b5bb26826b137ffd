import type { HeaderField } from '../../../core/http.ts';

/** Replaces secrets in a text. */
export type Redact = (text: string) => string;

/** Shorter texts would be found everywhere, and are no secrets. */
const shortest = 4;
const sensitive =
  /^(?:authorization|proxy-authorization|cookie|set-cookie|(?:x-)?(?:api|auth|access|functions|subscription)[-_]?(?:key|token)|.*-(?:secret|token|api-key|subscription-key))$/i;

/** What is shown instead of a secret nobody named. */
export const secretPlaceholder = '<secret>';

/** What is shown instead of an identity's credentials. */
export function identityPlaceholder(identity: string): string {
  return `<identity ${identity}>`;
}

/**
 * A function that replaces credentials and other secrets by placeholders, also where they are spelt as JSON, in percent
 * encoding or in base64.
 */
export function createRedact(
  identities: Readonly<Record<string, readonly HeaderField[]>>,
  secrets: Iterable<string>,
): Redact {
  const replacements = new Map<string, string>();
  const add = (secret: string, placeholder: string): void => {
    if (secret.trim().length < shortest) return;
    for (const spelling of spellings(secret)) if (!replacements.has(spelling)) replacements.set(spelling, placeholder);
  };
  for (const [identity, headers] of Object.entries(identities)) {
    for (const [, value] of headers) {
      add(value, identityPlaceholder(identity));
      // "Bearer abc": the token alone is a secret, too.
      const [, token] = /^[A-Za-z][A-Za-z0-9-]* +(\S+)$/.exec(value) ?? [];
      if (token !== undefined) add(token, identityPlaceholder(identity));
    }
  }
  for (const secret of secrets) add(secret, secretPlaceholder);
  const ordered = [...replacements].sort(([a], [b]) => b.length - a.length);
  if (ordered.length === 0) return (text) => text;
  const pattern = new RegExp(
    ordered.map(([spelling]) => spelling.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'),
    'g',
  );
  return (text) => text.replace(pattern, (found) => replacements.get(found) ?? secretPlaceholder);
}

/** Is this header known to carry credentials, whatever its value? */
export function isSensitiveHeader(name: string): boolean {
  return sensitive.test(name);
}

function spellings(secret: string): readonly string[] {
  const wellFormed = secret.replaceAll(/\p{Surrogate}/gu, '\ufffd');
  const bytes = Buffer.from(secret, 'utf8');
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(wellFormed),
    bytes.toString('base64'),
    bytes.toString('base64url'),
  ];
}
