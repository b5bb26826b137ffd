import { type Cursor, depthLimit, unexpected } from './cursor.ts';
import { type Expression, functionNames, type Lambda } from './expression.ts';
import { odataError, type Parsed, parsed } from './odata-error.ts';
import { parseNamedCall } from './parse-named-call.ts';
import type { Token } from './read-tokens.ts';

const words: Readonly<Record<string, null | boolean>> = { null: null, true: true, false: false };

type ParseInner = (cursor: Cursor, depth: number) => Parsed<Expression>;

/** Reads a literal, a path, a call or an expression in parentheses, which `parseInner` reads. */
export function parsePrimary(cursor: Cursor, depth: number, parseInner: ParseInner): Parsed<Expression> {
  if (depth > depthLimit) return unexpected(cursor, 'too-deep');
  const token = cursor.current();
  switch (token.kind) {
    case 'literal':
      cursor.advance();
      return parsed({ kind: 'literal', value: token.value, position: token.position });
    case '(': {
      cursor.advance();
      const inner = parseInner(cursor, depth + 1);
      if (!inner.ok) return inner;
      if (cursor.current().kind !== ')') return unexpected(cursor, 'close-or-operator-expected');
      cursor.advance();
      return inner;
    }
    case 'scope':
      return parseScoped(cursor, token);
    case 'name': {
      if (cursor.wide && token.text.includes('.') && isCall(token, cursor.next())) return parseNamedCall(cursor);
      if (isCall(token, cursor.next())) return parseCall(cursor, depth, parseInner);
      if (!Object.hasOwn(words, token.text)) return parsePath(cursor, depth, parseInner);
      cursor.advance();
      return parsed({ kind: 'literal', value: words[token.text] ?? null, position: token.position });
    }
    default:
      return unexpected(cursor, 'expression-expected');
  }
}

function isCall(name: Token, next: Token): boolean {
  return next.kind === '(' && next.position === name.position + name.text.length;
}

function parseScoped(cursor: Cursor, token: Token): Parsed<Expression> {
  const dot = token.text.indexOf('.');
  const scope = token.text.slice(1, dot);
  if (!cursor.scopes.includes(scope)) return unexpected(cursor, 'scope');
  cursor.advance();
  return parsed({ kind: 'path', scope, names: [token.text.slice(dot + 1)], position: token.position });
}

function parsePath(cursor: Cursor, depth: number, parseInner: ParseInner): Parsed<Expression> {
  const { text, position } = cursor.advance();
  const names = [text];
  while (cursor.current().kind === '/') {
    cursor.advance();
    if (cursor.current().kind !== 'name') return unexpected(cursor, 'name-expected');
    const quantifier = cursor.current().text;
    if (cursor.wide && (quantifier === 'any' || quantifier === 'all') && cursor.next().kind === '(')
      return parseLambda(cursor, depth, parseInner, { quantifier, names, position });
    names.push(cursor.advance().text);
  }
  return parsed({ kind: 'path', scope: undefined, names, position });
}

function parseCall(cursor: Cursor, depth: number, parseInner: ParseInner): Parsed<Expression> {
  const token = cursor.current();
  const name = functionNames.find((known) => known === token.text);
  if (!name) return unexpected(cursor, 'unknown-function');
  cursor.advance();
  const list: Expression[] = [];
  do {
    cursor.advance();
    const argument = parseInner(cursor, depth + 1);
    if (!argument.ok) return argument;
    list.push(argument.value);
  } while (cursor.current().kind === ',');
  if (cursor.current().kind !== ')') return unexpected(cursor, 'close-or-comma-expected');
  cursor.advance();
  if (list.length !== 2) return odataError('argument-count', token);
  return parsed({ kind: 'call', name, arguments: list, position: token.position });
}

/** Reads "any(o:…)" or "all(o:…)" behind the path of a collection; "any()" asks whether there is anything in it. */
function parseLambda(
  cursor: Cursor,
  depth: number,
  parseInner: ParseInner,
  start: Pick<Lambda, 'quantifier' | 'names' | 'position'>,
): Parsed<Expression> {
  if (depth >= depthLimit) return unexpected(cursor, 'too-deep');
  cursor.advance();
  cursor.advance();
  if (cursor.current().kind === ')' && start.quantifier === 'any') {
    cursor.advance();
    return parsed({ kind: 'lambda', ...start, variable: '', condition: undefined });
  }
  if (cursor.current().kind !== 'name') return unexpected(cursor, 'name-expected');
  const variable = cursor.advance().text;
  if (cursor.current().kind !== ':') return unexpected(cursor, 'syntax');
  cursor.advance();
  const condition = parseInner(cursor, depth + 1);
  if (!condition.ok) return condition;
  if (cursor.current().kind !== ')') return unexpected(cursor, 'close-or-operator-expected');
  cursor.advance();
  return parsed({ kind: 'lambda', ...start, variable, condition: condition.value });
}
