import { type OdataErrorReason, odataError, type Parsed } from './odata-error.ts';
import { readTokens, type Token } from './read-tokens.ts';

/** Where in its tokens a parser is, and what it may accept. */
export interface Cursor {
  readonly current: () => Token;
  /** The token after the current one. */
  readonly next: () => Token;
  readonly advance: () => Token;
  /** Words that may stand after @. */
  readonly scopes: readonly string[];
  /** Are there calls of named parameters, lists and lambdas? */
  readonly wide: boolean;
  /** Counts comparisons of a comparison, which grow to the left without recursion; false: no more of them. */
  readonly chain: () => boolean;
}

/** How deep expressions may nest. Recursion is bounded by it, whatever the text. */
export const depthLimit = 100;

/** Starts at the first token of a text. */
export function createCursor(text: string, scopes: readonly string[], wide = false): Cursor {
  const tokens = readTokens(text, wide);
  const last = tokens.length - 1;
  let at = 0;
  let chained = 0;
  const token = (index: number): Token => tokens[Math.min(index, last)] as Token;
  return {
    scopes,
    wide,
    current: () => token(at),
    next: () => token(at + 1),
    advance: () => token(at++),
    chain: () => ++chained <= depthLimit,
  };
}

/** Is the current token this word? */
export function isAtWord(cursor: Cursor, word: string): boolean {
  const token = cursor.current();
  return token.kind === 'name' && token.text === word;
}

/** Why the current token cannot stand here: its own defect comes first. */
export function unexpected<T>(cursor: Cursor, reason: OdataErrorReason): Parsed<T> {
  const token = cursor.current();
  return token.kind === 'bad' ? odataError(token.reason, token) : odataError(reason, token);
}
