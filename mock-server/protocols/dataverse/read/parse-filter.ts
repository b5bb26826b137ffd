import type { Json } from '../../../../core/json.ts';
import { parseLiteral } from '../request/parse-key.ts';

/** Members and the values they must have, all of them. */
export type Filter = readonly (readonly [name: string, value: Json])[];

const comparison = /\s*([A-Za-z_][A-Za-z0-9_]*)\s+eq\s+('(?:[^']|'')*'|[^\s']+)\s*(and(?=\s)|$)/y;

/** Reads "name eq literal and …", the part of $filter this server knows; undefined for anything else. */
export function parseFilter(text: string): Filter | undefined {
  const filter: (readonly [string, Json])[] = [];
  for (let at = 0; at < text.length; at = comparison.lastIndex) {
    comparison.lastIndex = at;
    const match = comparison.exec(text);
    const literal = match?.[2] === 'null' ? { value: null } : match && parseLiteral(match[2] ?? '');
    if (!match || !literal) return undefined;
    filter.push([match[1] ?? '', literal.value]);
  }
  return filter;
}
