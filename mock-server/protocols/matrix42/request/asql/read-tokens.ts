/** A piece of an expression, and where it begins. */
export interface Token {
  readonly kind: 'word' | 'bracketed' | 'text' | 'number' | 'date' | 'symbol' | 'end' | 'bad';
  /** What it says: without brackets, quotes or number signs. */
  readonly text: string;
  /** Counted from 0. */
  readonly at: number;
}

const patterns: readonly (readonly [Token['kind'], RegExp])[] = [
  ['word', /[A-Za-z_]\w*/y],
  ['bracketed', /\[([^\][]+)\]/y],
  ['text', /'((?:[^']|'')*)'/y],
  ['number', /[-+]?\d+(?:\.\d+)?(?![\w.])/y],
  ['date', /#([^#]*)#/y],
  ['symbol', /<>|!=|<=|>=|[=<>(),.]/y],
];

/** Takes an expression apart; the last token is the end, or the first thing that is none of the language's. */
export function readTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at++;
    if (at >= text.length) return [...tokens, { kind: 'end', text: '', at }];
    const found = matchAt(text, at);
    if (!found) return [...tokens, { kind: 'bad', text: text[at] ?? '', at }];
    tokens.push(found.token);
    at = found.end;
  }
}

function matchAt(text: string, at: number): { readonly token: Token; readonly end: number } | undefined {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) continue;
    const said = match[1] ?? match[0];
    const unquoted = kind === 'text' ? said.replaceAll("''", "'") : said;
    return { token: { kind, text: unquoted, at }, end: pattern.lastIndex };
  }
  return undefined;
}
