import { type Cursor, depthLimit, isAtWord, unexpected } from './cursor.ts';
import type { ComparisonOperator, Expression, Literal, Prefix } from './expression.ts';
import { odataError, type Parsed, parsed } from './odata-error.ts';
import { parsePrimary } from './parse-primary.ts';
import { readLiteral } from './read-literal.ts';

const equality: readonly string[] = ['eq', 'ne'];
const relation: readonly string[] = ['gt', 'ge', 'lt', 'le'];

type Parse = (cursor: Cursor, depth: number) => Parsed<Expression>;

/**
 * Reads an expression and stops behind it. From loosest to tightest: or, and, eq ne, gt ge lt le, not and minus,
 * in (OData URL conventions, operator precedence). Operators of one kind group from the left.
 */
export const parseExpression: Parse = (cursor, depth) => parseJunction(cursor, depth, 'or');

function parseJunction(cursor: Cursor, depth: number, kind: 'and' | 'or'): Parsed<Expression> {
  const parseOperand: Parse = kind === 'or' ? (...at) => parseJunction(...at, 'and') : parseEquality;
  const first = parseOperand(cursor, depth);
  if (!first.ok || !isAtWord(cursor, kind)) return first;
  const { position } = cursor.current();
  const operands = [first.value];
  while (isAtWord(cursor, kind)) {
    cursor.advance();
    const operand = parseOperand(cursor, depth);
    if (!operand.ok) return operand;
    operands.push(operand.value);
  }
  return parsed({ kind, operands, position });
}

const parseEquality: Parse = (cursor, depth) => parseComparison(cursor, depth, equality, parseRelation);
const parseRelation: Parse = (cursor, depth) => parseComparison(cursor, depth, relation, parsePrefixed);

function parseComparison(
  cursor: Cursor,
  depth: number,
  operators: readonly string[],
  parseOperand: Parse,
): Parsed<Expression> {
  let left = parseOperand(cursor, depth);
  for (let isChained = false; left.ok; isChained = true) {
    const { kind, text, position } = cursor.current();
    if (kind !== 'name' || !operators.includes(text)) break;
    if (isChained && !cursor.chain()) return tooDeep(cursor);
    cursor.advance();
    const right = parseOperand(cursor, depth);
    if (!right.ok) return right;
    const operator = text as ComparisonOperator;
    left = parsed({ kind: 'compare', operator, left: left.value, right: right.value, position });
  }
  return left;
}

function parsePrefixed(cursor: Cursor, depth: number): Parsed<Expression> {
  const prefixes: { readonly kind: Prefix['kind']; readonly position: number }[] = [];
  for (;;) {
    const { kind, position } = cursor.current();
    if (kind === '-') {
      // A minus right before a number belongs to the number.
      if (isNegativeNumber(cursor)) break;
      prefixes.push({ kind: 'negate', position });
    } else if (isAtWord(cursor, 'not')) prefixes.push({ kind: 'not', position });
    else break;
    cursor.advance();
  }
  if (depth + prefixes.length > depthLimit) return tooDeep(cursor);
  const operand = parseMembership(cursor, depth + prefixes.length);
  if (!operand.ok) return operand;
  return parsed(prefixes.reduceRight<Expression>((inner, prefix) => ({ ...prefix, operand: inner }), operand.value));
}

function parseMembership(cursor: Cursor, depth: number): Parsed<Expression> {
  const left = isNegativeNumber(cursor) ? parseNegative(cursor) : parsePrimary(cursor, depth, parseExpression);
  if (!left.ok || !isAtWord(cursor, 'in')) return left;
  const { position } = cursor.advance();
  if (cursor.current().kind !== '(') return unexpected(cursor, 'open-expected', "After in a '(' is expected.");
  const list: Literal[] = [];
  do {
    cursor.advance();
    const first = cursor.current();
    const item = isNegativeNumber(cursor) ? parseNegative(cursor) : parsePrimary(cursor, depth, parseExpression);
    if (!item.ok) return item;
    if (item.value.kind !== 'literal') return odataError('literal-expected', 'A list may only hold literals.', first);
    list.push(item.value);
  } while (cursor.current().kind === ',');
  if (cursor.current().kind !== ')') return unexpected(cursor, 'close-or-comma-expected', "A ')' or ',' is expected.");
  cursor.advance();
  return parsed({ kind: 'in', left: left.value, list, position });
}

function isNegativeNumber(cursor: Cursor): boolean {
  const minus = cursor.current();
  const number = cursor.next();
  return minus.kind === '-' && number.kind === 'literal' && number.position === minus.position + 1 && isNumber(number);
}

function isNumber({ literal }: { readonly literal: { readonly type: Literal['type'] } }): boolean {
  return ['int32', 'int64', 'decimal', 'double'].includes(literal.type);
}

function parseNegative(cursor: Cursor): Parsed<Expression> {
  const { position } = cursor.advance();
  const literal = readLiteral(`-${cursor.advance().text}`);
  return literal ? parsed({ kind: 'literal', ...literal, position }) : unexpected(cursor, 'literal', 'Not a number.');
}

function tooDeep(cursor: Cursor): Parsed<Expression> {
  return unexpected(cursor, 'too-deep', `Expressions may nest ${depthLimit} deep at most.`);
}
