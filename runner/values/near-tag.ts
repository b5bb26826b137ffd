/** A tag that is nearly another one: one character more, one less, or one that is another. */
export type NearTag = 'added-first' | 'added-last' | 'cut-first' | 'cut-last' | 'other-first' | 'other-last';

/**
 * A near miss of a version token: of an entity-tag what stands between the quotes is changed, of a row version (base64 of
 * 8 bytes) what stands before the padding, of anything else the whole text.
 * Undefined: there is no character to take away or to change.
 */
export function nearTag(tag: string, miss: NearTag): string | undefined {
  const rowversion = /^([A-Za-z0-9+/]{11})=$/.exec(tag)?.[1];
  if (rowversion !== undefined) return `${changeAnEnd(rowversion, miss, otherBits)}=`;
  const [, before = '', after = ''] = /^((?:W\/)?").*(")$/s.exec(tag) ?? [];
  const changed = changeAnEnd(opaqueOf(tag), miss);
  return changed === undefined ? undefined : before + changed + after;
}

/** What stands between the quotes of an entity-tag; a version that is written without quotes is all opaque. */
export function opaqueOf(tag: string): string {
  return /^(?:W\/)?"(.*)"$/s.exec(tag)?.[1] ?? tag;
}

function changeAnEnd(opaque: string, miss: NearTag, otherLast = other): string | undefined {
  if (miss === 'added-first') return `1${opaque}`;
  if (miss === 'added-last') return `${opaque}1`;
  const [first, last] = [opaque.at(0), opaque.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  switch (miss) {
    case 'cut-first':
      return opaque.slice(1);
    case 'cut-last':
      return opaque.slice(0, -1);
    case 'other-first':
      return other(first) + opaque.slice(1);
    case 'other-last':
      return opaque.slice(0, -1) + otherLast(last);
  }
}

/** Another character of the same kind, so that a number stays one and a hexadecimal digit, too; no zero, which might not count. */
function other(character: string): string {
  if (/\d/.test(character)) return String((Number(character) % 9) + 1);
  const letters = ['abcdef', 'ABCDEF', 'ghijklmnopqrstuvwxyz', 'GHIJKLMNOPQRSTUVWXYZ'].find((kind) =>
    kind.includes(character),
  );
  return letters === undefined ? 'x' : letters.charAt((letters.indexOf(character) + 1) % letters.length);
}

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Another last character of a row version: of this one the first four bits count, the others are none of the number's. */
function otherBits(character: string): string {
  return base64.charAt((base64.indexOf(character) + 4) % 64);
}
