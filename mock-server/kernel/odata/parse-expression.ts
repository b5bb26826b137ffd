import { type Cursor, depthLimit, isAtWord, unexpected } from './cursor.ts';
import type { ComparisonOperator, Expression } from './expression.ts';
import { type Parsed, parsed } from './odata-error.ts';
import { parsePrimary } from './parse-primary.ts';

const equality: readonly string[] = ['eq', 'ne'];
const relation: readonly string[] = ['gt', 'ge', 'lt', 'le'];

type Parse = (cursor: Cursor, depth: number) => Parsed<Expression>;

/**
 * Reads an expression and stops behind it. From loosest to tightest: or, and, eq ne, gt ge lt le, not (OData URL
 * conventions, operator precedence). Operators of one kind group from the left.
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
const parseRelation: Parse = (cursor, depth) => parseComparison(cursor, depth, relation, parseNegated);

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

function parseNegated(cursor: Cursor, depth: number): Parsed<Expression> {
  const positions: number[] = [];
  while (isAtWord(cursor, 'not')) positions.push(cursor.advance().position);
  const inner = depth + positions.length;
  if (inner > depthLimit) return tooDeep(cursor);
  const operand = parsePrimary(cursor, inner, parseExpression);
  if (!operand.ok) return operand;
  const negate = (negated: Expression, position: number): Expression => ({ kind: 'not', operand: negated, position });
  return parsed(positions.reduceRight(negate, operand.value));
}

function tooDeep(cursor: Cursor): Parsed<Expression> {
  return unexpected(cursor, 'too-deep');
}
