import { isHarmlessHeader } from '../../../../core/header-secrecy.ts';
import type { HeaderField } from '../../../../core/http.ts';
import { findPieces, type Hidden, shortestPiece } from './find-pieces.ts';
import { findShort } from './find-short.ts';
import { credentialsOf, secretParts } from './secret-parts.ts';
import { spellings } from './spellings.ts';

/** Replaces secrets in a text. */
export type Redact = (text: string) => string;

/** Shorter texts would be found everywhere, and are no secrets. */
const shortest = 4;

/** What is shown instead of a secret nobody named. */
export const secretPlaceholder = '<secret>';

/** What is shown instead of an identity's credentials. */
export function identityPlaceholder(identity: string): string {
  return `<identity ${identity}>`;
}

/**
 * A function that replaces credentials and other secrets by placeholders, in whatever spelling they come
 * ({@link spellings}), and pieces of them of 16 characters or more.
 */
export function createRedact(
  identities: Readonly<Record<string, readonly HeaderField[]>>,
  secrets: Iterable<string>,
): Redact {
  const whole = new Map<string, string>();
  const inPieces: Hidden[] = [];
  const add = (secret: string, placeholder: string, harmless = false): void => {
    for (const { text, open } of secretParts(secret)) {
      if (text.trim().length < shortest) continue;
      for (const [spelling, spelt] of spellings(text, open)) {
        if (spelling.length < shortest || whole.has(spelling)) continue;
        whole.set(spelling, placeholder);
        if (!harmless) inPieces.push({ text: spelling, open: spelt, placeholder });
      }
    }
  };
  for (const [identity, headers] of Object.entries(identities)) {
    for (const [name, value] of headers) {
      const placeholder = identityPlaceholder(identity);
      // "Bearer abc": the token alone is a secret, too.
      const credentials = credentialsOf(value);
      add(credentials ?? value, placeholder, isHarmlessHeader(name));
      if (credentials !== undefined) add(value, placeholder, true);
    }
  }
  for (const secret of secrets) add(secret, secretPlaceholder);
  return replacing(whole, inPieces);
}

function replacing(whole: ReadonlyMap<string, string>, inPieces: readonly Hidden[]): Redact {
  if (whole.size === 0) return (text) => text;
  const pieces = findPieces(inPieces);
  const asPieces = new Set(inPieces.flatMap(({ text, open }) => (text.length - open < shortestPiece ? [] : [text])));
  const isShortIn = findShort([...whole.keys()].filter((spelling) => !asPieces.has(spelling)));
  let pattern: RegExp | undefined;
  const replace = (text: string): string => {
    pattern ??= alternatives([...whole.keys()]);
    const replaced = text.replace(pattern, (found) => whole.get(found) ?? secretPlaceholder);
    return pieces.replaceIn(replaced);
  };
  const known = new Map<string, string>();
  return (text) => {
    if (text.length < shortest) return text;
    const before = known.get(text);
    if (before !== undefined) return before;
    if (!isShortIn(text) && !pieces.isIn(text)) return text;
    const replaced = replace(text);
    // The same few values of headers are in every request.
    if (text.length <= longestKept && known.size < mostKept) known.set(text, replaced);
    return replaced;
  };
}

const longestKept = 4096;
const mostKept = 500;

/** The longest first, so that no part of another is taken for it. */
function alternatives(texts: readonly string[]): RegExp {
  const ordered = texts.toSorted((a, b) => b.length - a.length);
  return new RegExp(ordered.map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'), 'g');
}
