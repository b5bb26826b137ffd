/**
 * The decoded segments of a raw path, split at slashes outside quoted literals; apostrophes count whether they stand
 * as themselves or as %27 (RFC 3986 §2.3 makes both the same). Undefined: a malformed percent-escape.
 */
export function splitPath(path: string): string[] | undefined {
  const raw: string[] = [];
  let quoted = false;
  let segment = '';
  for (const piece of path.match(/%27|[^%]|%/g) ?? []) {
    if (piece === "'" || piece === '%27') quoted = !quoted;
    if (piece === '/' && !quoted) {
      raw.push(segment);
      segment = '';
    } else segment += piece;
  }
  raw.push(segment);
  try {
    return raw.map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
