import { numberFromText } from '../../../../core/exact-number.ts';
import { isGuid } from '../../../../core/guid.ts';
import type { Json } from '../../../../core/json.ts';

/** One literal in a key: its value and how it was written, for answers that repeat the key. */
export interface KeyLiteral {
  readonly kind: 'guid' | 'number' | 'text' | 'boolean';
  readonly value: Json;
  readonly written: string;
}

/** What stands in the parentheses after an entity set. */
export type KeyPredicate =
  | { readonly kind: 'bare'; readonly literal: KeyLiteral }
  | { readonly kind: 'named'; readonly parts: readonly (readonly [name: string, literal: KeyLiteral])[] };

const part = /([A-Za-z_][A-Za-z0-9_]*)=('(?:[^']|'')*'|[^',]+)(,|$)/y;

/** Reads a decoded key predicate without its parentheses; undefined when it is malformed (OData ABNF, keyPredicate). */
export function parseKey(text: string): KeyPredicate | undefined {
  const bare = parseLiteral(text);
  if (bare) return { kind: 'bare', literal: bare };
  const parts: (readonly [string, KeyLiteral])[] = [];
  part.lastIndex = 0;
  for (let at = 0; at < text.length; at = part.lastIndex) {
    part.lastIndex = at;
    const match = part.exec(text);
    const literal = match && parseLiteral(match[2] ?? '');
    if (!literal || (match[3] === ',' && part.lastIndex === text.length)) return undefined;
    parts.push([match[1] ?? '', literal]);
  }
  const names = new Set(parts.map(([name]) => name));
  return parts.length > 0 && names.size === parts.length ? { kind: 'named', parts } : undefined;
}

/** Reads one literal: a GUID, a whole number, a quoted text with doubled apostrophes, true or false. */
function parseLiteral(written: string): KeyLiteral | undefined {
  if (isGuid(written)) return { kind: 'guid', value: written.toLowerCase(), written };
  if (/^-?\d+$/.test(written)) return { kind: 'number', value: numberFromText(written), written };
  if (/^'(?:[^']|'')*'$/.test(written))
    return { kind: 'text', value: written.slice(1, -1).replaceAll("''", "'"), written };
  if (written === 'true' || written === 'false') return { kind: 'boolean', value: written === 'true', written };
  return undefined;
}
