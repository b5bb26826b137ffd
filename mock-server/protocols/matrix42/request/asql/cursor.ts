import type { AsqlFault, Parsed } from './expression.ts';
import { readTokens, type Token } from './read-tokens.ts';

/** Where in an expression a parser is. */
export interface Cursor {
  /** The current token, or one after it. */
  peek(ahead?: number): Token;
  /** The current token; the next one becomes it. */
  take(): Token;
  /** Takes the current token if it is this word or symbol. */
  accept(text: string): boolean;
  /** The same, or the parser gives up. */
  expect(text: string): void;
  /** The parser gives up here. */
  fail(expected: string): never;
}

/** How a parser gives up; {@link parseWith} makes a value of it. */
class UnexpectedTokenError extends Error {
  readonly fault: AsqlFault;
  constructor(fault: AsqlFault) {
    super(fault.expected);
    this.fault = fault;
  }
}

/** SQL words that name no attribute unless they stand in brackets (M42-LST-007). */
const reserved = new Set(
  'and or not like in is null as asc desc end order group by select from where case when then else'.split(' '),
);

/** Is the token this word, in any letter case, or this symbol? */
function isAt({ kind, text }: Token, wanted: string): boolean {
  return (kind === 'word' || kind === 'symbol') && text.toLowerCase() === wanted;
}

/** Is the token a name: a word that is not reserved, or anything in brackets? */
export function isName({ kind, text }: Token): boolean {
  return kind === 'bracketed' || (kind === 'word' && !reserved.has(text.toLowerCase()));
}

/** Reads the whole of a text; what is left over is a fault, too. */
export function parseWith<T>(text: string, parse: (cursor: Cursor) => T): Parsed<T> {
  const tokens = readTokens(text);
  let at = 0;
  const peek = (ahead = 0): Token => tokens[Math.min(at + ahead, tokens.length - 1)] as Token;
  const fail = (expected: string): never => {
    const { text: found, at: place } = peek();
    throw new UnexpectedTokenError({ expected, found, at: place });
  };
  const take = (): Token => {
    const token = peek();
    at++;
    return token;
  };
  const accept = (wanted: string): boolean => {
    if (!isAt(peek(), wanted)) return false;
    at++;
    return true;
  };
  const expect = (wanted: string): void => {
    if (!accept(wanted)) fail(wanted);
  };
  try {
    const value = parse({ peek, take, accept, expect, fail });
    if (peek().kind !== 'end') fail('the end of the expression');
    return { value };
  } catch (error) {
    if (error instanceof UnexpectedTokenError) return { fault: error.fault };
    throw error;
  }
}
