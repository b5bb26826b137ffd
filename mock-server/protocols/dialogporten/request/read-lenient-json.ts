/**
 * JSON as the reader of patches takes it: comments and commas before a closing bracket do not matter, nor does what
 * follows the first value. Gives plain JSON text with the same meaning.
 */
export function withoutLeniencies(text: string): string {
  const tokens = /"(?:[^"\\]|\\.)*"|\/\*.*?\*\/|\/\/[^\n]*|[[\]{}]|[^"/[\]{}]+|./gs;
  let out = '';
  let depth = 0;
  for (const [token] of text.matchAll(tokens)) {
    if (token.startsWith('/*') || token.startsWith('//')) continue;
    if (token === ']' || token === '}') {
      out = `${out.replace(/,\s*$/, '')}${token}`;
      depth--;
      if (depth === 0) return out;
    } else {
      if (token === '[' || token === '{') depth++;
      out += token;
    }
  }
  return out;
}
