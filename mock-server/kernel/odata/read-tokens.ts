import type { OdataErrorReason } from './odata-error.ts';
import { readLiteral } from './read-literal.ts';
import type { OdataValue } from './value.ts';

/** One token. A bad one is a token as well, so that an earlier mistake of grammar is the one that is told. */
export type Token = {
  readonly text: string;
  readonly position: number;
} & (
  | { readonly kind: 'name' | 'scope' | '(' | ')' | ',' | '/' | '=' | ':' | '[' | ']' | 'end' }
  | { readonly kind: 'literal'; readonly value: OdataValue }
  | { readonly kind: 'bad'; readonly reason: OdataErrorReason }
);

const space = /\s*/y;
const guid = /[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![\p{L}\p{N}_-])/uy;
const digits = /-?\d[\p{L}\p{N}_.:+-]*/uy;
const name = /[\p{L}\p{Nl}_][\p{L}\p{N}\p{M}\p{Pc}\p{Cf}]*(?:\.[\p{L}\p{Nl}_][\p{L}\p{N}\p{M}\p{Pc}\p{Cf}]*)*/uy;
const typedText = /[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)+(?=')/uy;
const jsonText = /"(?:[^"\\]|\\.)*"/y;
const scope = /@[\p{L}_][\p{L}\p{N}_]*\.[\p{L}\p{N}_][\p{L}\p{N}_.-]*/uy;

/**
 * Splits the decoded text of an option; always ends with the token "end" or a bad one. `wide`: with what stands in calls of named
 * parameters, lists and lambdas, and literals of named types.
 */
export function readTokens(text: string, wide = false): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; ; ) {
    at += match(space, text, at).length;
    const token = (wide ? readWide(text, at) : undefined) ?? readToken(text, at);
    tokens.push(token);
    if (token.kind === 'end' || token.kind === 'bad') return tokens;
    at += token.text.length;
  }
}

/** What only protocols with such things know. */
function readWide(text: string, position: number): Token | undefined {
  const character = text.charAt(position);
  if (character === '=' || character === ':' || character === '[' || character === ']')
    return { kind: character, text: character, position };
  if (character === '"') return inDoubleQuotes(text, position);
  // Microsoft.Dynamics.CRM.OwnershipTypes'UserOwned': the type says nothing that the value does not.
  const type = match(typedText, text, position);
  if (type === '') return undefined;
  const value = quoted(text, position + type.length);
  return value.kind === 'literal' ? { ...value, text: type + value.text, position } : value;
}

/** A JSON text, as lists have them. */
function inDoubleQuotes(text: string, position: number): Token {
  const written = match(jsonText, text, position);
  if (written === '') return bad('unterminated-text', text.slice(position), position);
  try {
    return { kind: 'literal', text: written, position, value: String(JSON.parse(written)) };
  } catch {
    return bad('literal', written, position);
  }
}

function readToken(text: string, position: number): Token {
  const character = text.charAt(position);
  switch (character) {
    case '':
      return { kind: 'end', text: '', position };
    case '(':
    case ')':
    case ',':
    case '/':
      return { kind: character, text: character, position };
    case "'":
      return quoted(text, position);
    case '@': {
      const found = match(scope, text, position);
      if (found !== '') return { kind: 'scope', text: found, position };
      return bad('scope', character, position);
    }
  }
  const written = match(guid, text, position) || match(digits, text, position);
  if (written !== '') {
    const value = readLiteral(written);
    if (value !== undefined) return { kind: 'literal', text: written, position, value };
    return bad('literal', written, position);
  }
  const found = match(name, text, position);
  if (found !== '') return { kind: 'name', text: found, position };
  const whole = String.fromCodePoint(text.codePointAt(position) ?? 0);
  return bad('character', whole, position);
}

function quoted(text: string, position: number): Token {
  for (let at = position + 1; ; at += 2) {
    at = text.indexOf("'", at);
    if (at < 0) return bad('unterminated-text', text.slice(position), position);
    if (text.charAt(at + 1) === "'") continue;
    const value = text.slice(position + 1, at).replaceAll("''", "'");
    return { kind: 'literal', text: text.slice(position, at + 1), position, value };
  }
}

function bad(reason: OdataErrorReason, text: string, position: number): Token {
  return { kind: 'bad', reason, text, position };
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
