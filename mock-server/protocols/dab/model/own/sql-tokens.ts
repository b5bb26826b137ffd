/** A word, a quoted name, a text or a sign of SQL. */
export interface SqlToken {
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'sign';
  /** Without its quotes. */
  readonly text: string;
  readonly offset: number;
}

const pattern =
  /\s+|--[^\n]*|\/\*[\s\S]*?\*\/|(?<text>N?'(?:[^']|'')*')|(?<name>"(?:[^"]|"")*"|\[[^\]]*\]|`[^`]*`)|(?<number>\d+(?:\.\d+)?)|(?<word>[\p{L}_#@$][\p{L}\d_#@$]*)|(?<sign>::|[\s\S])/gu;

/** Splits SQL into its tokens, comments left out. Names may be quoted as PostgreSQL, SQL Server and MySQL do. */
export function sqlTokens(sql: string): readonly SqlToken[] {
  const tokens: SqlToken[] = [];
  for (const match of sql.matchAll(pattern)) {
    const { text, name, number, word, sign } = match.groups ?? {};
    const offset = match.index;
    if (text !== undefined)
      tokens.push({ kind: 'text', text: text.slice(text.indexOf("'") + 1, -1).replaceAll("''", "'"), offset });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name.slice(1, -1).replaceAll('""', '"'), offset });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, offset });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word, offset });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, offset });
  }
  return tokens;
}
