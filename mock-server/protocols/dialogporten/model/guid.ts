import { isGuid } from '../../../../core/guid.ts';

/**
 * The GUID in lower case with hyphens, or undefined when the text is none. A .NET server reads it with hyphens, without,
 * and with hyphens in braces or parentheses; blanks around are dropped.
 */
export function parseGuid(text: string): string | undefined {
  const trimmed = text.trim();
  const bare = /^(?:\{(.*)\}|\((.*)\))$/.exec(trimmed);
  const hyphened =
    bare?.[1] ?? bare?.[2] ?? trimmed.replace(/^(\w{8})(\w{4})(\w{4})(\w{4})(\w{12})$/, '$1-$2-$3-$4-$5');
  return isGuid(hyphened) ? hyphened.toLowerCase() : undefined;
}

/** Unix milliseconds in a GUID read as a big-endian UUID version 7, whatever its version says. */
export function guidMillis(guid: string): number {
  return Number.parseInt(guid.replaceAll('-', '').slice(0, 12), 16);
}

/** Is this a UUID of version 7 with the RFC 9562 variant? */
export function isVersion7(guid: string): boolean {
  return /^.{14}7.{4}[89ab]/.test(guid);
}
