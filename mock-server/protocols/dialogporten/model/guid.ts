/** The forms a .NET server reads as a GUID: with hyphens, without, in braces, in parentheses; blanks around are dropped. */
const forms: readonly RegExp[] = [
  /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/i,
  /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/i,
  /^\{([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})\}$/i,
  /^\(([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})\)$/i,
];

/** The GUID in lower case with hyphens, or undefined when the text is none. */
export function parseGuid(text: string): string | undefined {
  for (const form of forms) {
    const match = form.exec(text.trim());
    if (match) return match.slice(1).join('-').toLowerCase();
  }
  return undefined;
}

/** Unix milliseconds in a GUID read as a big-endian UUID version 7, whatever its version says. */
export function guidMillis(guid: string): number {
  return Number.parseInt(guid.replaceAll('-', '').slice(0, 12), 16);
}

/** Is this a UUID of version 7 with the RFC 9562 variant? */
export function isVersion7(guid: string): boolean {
  return /^.{14}7.{4}[89ab]/.test(guid);
}
