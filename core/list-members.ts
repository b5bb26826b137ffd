/**
 * The members of a list field: its lines combined, parted at commas outside quoted strings, without blanks around and
 * without empty ones (RFC 9110 §5.3 and §5.6.1).
 */
export function listMembers(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => partsOf(line)).filter((member) => member !== '');
}

/** A quoted string may hold commas; a quote that is never closed holds the rest of its line. */
function partsOf(line: string): readonly string[] {
  return (line.match(/(?:"(?:\\.|[^"\\])*(?:"|\\?$)|[^",])+/g) ?? []).map((part) => part.trim());
}
