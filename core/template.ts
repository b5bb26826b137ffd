/** How a token may respell the value it names, after "|". */
export type Conversion = (typeof conversions)[number];

export const conversions = [
  'rowversion',
  'upper',
  'lower',
  'percent',
  'base64',
  'literal',
  'opaque',
  'added-first',
  'added-last',
  'cut-first',
  'cut-last',
  'other-first',
  'other-last',
] as const;

/** One "$(root.path|conversion)" in a text. */
export interface Token {
  readonly kind: 'token';
  /** The name before the first dot: "bind", "case", a fixture's or a step's id, … */
  readonly root: string;
  /** The names after it. */
  readonly path: readonly string[];
  readonly conversion?: Conversion;
  /** As written, with "$(" and ")". */
  readonly text: string;
  /** Where it begins in the text, in UTF-16 units. */
  readonly offset: number;
}

interface LiteralText {
  readonly kind: 'text';
  readonly text: string;
}

export type TemplatePart = LiteralText | Token;

/** Thrown by {@link parseTemplate}: what is wrong with a token, and where in the text. */
export class TemplateSyntaxError extends Error {
  override readonly name = 'TemplateSyntaxError';
  readonly offset: number;
  readonly length: number;

  constructor(message: string, offset: number, length: number) {
    super(message);
    this.offset = offset;
    this.length = length;
  }
}

const opening = /(?<!\$)(\$+)\(/g;
const inside = /([A-Za-z0-9_@-]+(?:\.[A-Za-z0-9_@-]+)*)(?:\|([^)|]*))?\)/y;

/**
 * The parts of a text: literal texts (never empty, never two in a row) and tokens. Before "(" two "$" stand for one
 * literal "$", so "$$(" is a literal "$(" and "$$$(x)" a "$" before the token x.
 * @throws {TemplateSyntaxError} on a "$(" that begins no token.
 */
export function parseTemplate(text: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let literal = '';
  let done = 0;
  opening.lastIndex = 0;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const run = match[1] as string;
    literal += text.slice(done, match.index) + '$'.repeat(run.length >> 1);
    done = match.index + run.length;
    if (run.length % 2 === 0) continue;
    const token = readToken(text, done - 1);
    if (literal !== '') parts.push({ kind: 'text', text: literal });
    literal = '';
    parts.push(token);
    done = opening.lastIndex = token.offset + token.text.length;
  }
  literal += text.slice(done);
  if (literal !== '') parts.push({ kind: 'text', text: literal });
  return parts;
}

function readToken(text: string, offset: number): Token {
  inside.lastIndex = offset + 2;
  const match = inside.exec(text);
  if (!match) {
    const end = text.indexOf(')', offset);
    if (end < 0) throw new TemplateSyntaxError('token without ")"', offset, text.length - offset);
    const written = text.slice(offset, end + 1);
    throw new TemplateSyntaxError(
      `${JSON.stringify(written)} is not a token "$(name.name|conversion)"`,
      offset,
      written.length,
    );
  }
  const [tail, names = '', conversion] = match;
  const [root = '', ...path] = names.split('.');
  const token = { kind: 'token', root, path, text: `$(${tail}`, offset } as const;
  if (conversion === undefined) return token;
  const known = conversions.find((name) => name === conversion);
  if (known === undefined) {
    const at = offset + 3 + names.length;
    throw new TemplateSyntaxError(`unknown conversion ${JSON.stringify(conversion)}`, at, conversion.length);
  }
  return { ...token, conversion: known };
}

/** The token that the whole text is: such a text keeps the type of what it names. Undefined: there is more, or none. */
export function wholeToken(text: string): Token | undefined {
  if (!text.startsWith('$(')) return undefined;
  const [first, second] = parseTemplate(text);
  return first?.kind === 'token' && second === undefined ? first : undefined;
}
