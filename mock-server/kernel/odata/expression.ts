import type { OdataValue } from './value.ts';

/**
 * A value written out.
 * @internal
 */
export interface Literal {
  readonly kind: 'literal';
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

interface Negation {
  readonly kind: 'not';
  readonly operand: Expression;
  readonly position: number;
}

/** The functions that are known: each of two texts. */
export const functionNames = ['contains', 'startswith', 'endswith'] as const;

type FunctionName = (typeof functionNames)[number];

export interface Call {
  readonly kind: 'call';
  readonly name: FunctionName;
  readonly arguments: readonly Expression[];
  readonly position: number;
}

/** A function of a protocol: `Namespace.Name(Parameter=value,Other=['a','b'])`. */
export interface NamedCall {
  readonly kind: 'named-call';
  readonly name: string;
  readonly parameters: Readonly<Record<string, OdataValue | readonly OdataValue[]>>;
  readonly position: number;
}

/** Does it hold for any, or for all, in a collection? `orders/any(o:o/price gt 5)`. */
export interface Lambda {
  readonly kind: 'lambda';
  readonly quantifier: 'any' | 'all';
  /** The path of the collection. */
  readonly names: readonly string[];
  /** What an item is called in the condition. */
  readonly variable: string;
  /** Undefined: is there any? */
  readonly condition: Expression | undefined;
  readonly position: number;
}

/** A parsed expression. Its depth is limited by the parser, so it may be walked recursively. */
export type Expression = Literal | Path | Comparison | Junction | Negation | Call | NamedCall | Lambda;

/** The expressions directly below one. */
export function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'path':
    case 'named-call':
    // What stands in it is about other rows.
    case 'lambda':
      return [];
    case 'compare':
      return [expression.left, expression.right];
    case 'and':
    case 'or':
      return expression.operands;
    case 'not':
      return [expression.operand];
    case 'call':
      return expression.arguments;
  }
}

/** Every expression in this one, itself included, from left to right. */
export function* nodesOf(expression: Expression): Generator<Expression> {
  yield expression;
  for (const operand of operandsOf(expression)) yield* nodesOf(operand);
}
