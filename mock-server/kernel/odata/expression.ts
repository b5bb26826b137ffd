import type { OdataValue } from './value.ts';

/** The type a literal has by the way it is written. */
export type LiteralType =
  | 'null'
  | 'boolean'
  | 'string'
  | 'int32'
  | 'int64'
  | 'decimal'
  | 'double'
  | 'guid'
  | 'date'
  | 'dateTimeOffset';

/** A value written out. */
export interface Literal {
  readonly kind: 'literal';
  readonly type: LiteralType;
  readonly value: OdataValue;
  readonly position: number;
}

/** A property, or a member of something a policy can name: `@item.owner` has the scope "item" and the one name "owner". */
export interface Path {
  readonly kind: 'path';
  readonly scope: string | undefined;
  /** Segments between slashes; in a scope what follows the first dot. */
  readonly names: readonly string[];
  readonly position: number;
}

/** Operators that compare. */
export type ComparisonOperator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';

interface Comparison {
  readonly kind: 'compare';
  readonly operator: ComparisonOperator;
  readonly left: Expression;
  readonly right: Expression;
  /** Of the operator. */
  readonly position: number;
}

/** Two or more operands without parentheses between them. */
interface Junction {
  readonly kind: 'and' | 'or';
  readonly operands: readonly Expression[];
  /** Of the first operator. */
  readonly position: number;
}

export interface Prefix {
  readonly kind: 'not' | 'negate';
  readonly operand: Expression;
  readonly position: number;
}

/** Names of the functions that are known, with how many arguments each takes. */
export const functionArity = { contains: 2, startswith: 2, endswith: 2, tolower: 1, toupper: 1, length: 1 } as const;

export type FunctionName = keyof typeof functionArity;

export interface Call {
  readonly kind: 'call';
  readonly name: FunctionName;
  readonly arguments: readonly Expression[];
  readonly position: number;
}

/** `left in (literal, …)` */
interface Membership {
  readonly kind: 'in';
  readonly left: Expression;
  readonly list: readonly Literal[];
  /** Of the operator. */
  readonly position: number;
}

/** A parsed expression. Its depth is limited by the parser, so it may be walked recursively. */
export type Expression = Literal | Path | Comparison | Junction | Prefix | Call | Membership;

/** The expressions directly below one. */
export function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'path':
      return [];
    case 'compare':
      return [expression.left, expression.right];
    case 'and':
    case 'or':
      return expression.operands;
    case 'not':
    case 'negate':
      return [expression.operand];
    case 'call':
      return expression.arguments;
    case 'in':
      return [expression.left, ...expression.list];
  }
}

/** Every expression in this one, itself included, from left to right. */
export function* nodesOf(expression: Expression): Generator<Expression> {
  yield expression;
  for (const operand of operandsOf(expression)) yield* nodesOf(operand);
}
