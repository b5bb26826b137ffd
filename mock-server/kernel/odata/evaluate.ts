import { compareValues } from './compare-values.ts';
import type { Call, ComparisonOperator, Expression, Lambda, NamedCall, Path } from './expression.ts';
import type { OdataValue } from './value.ts';

/** How values are looked up and compared. */
export interface Evaluation {
  /** The value of a property in the row that is looked at. */
  readonly read: (path: Path) => OdataValue;
  /** The value of a function of the protocol, or of a lambda, for the row that is looked at. */
  readonly more?: (expression: NamedCall | Lambda) => OdataValue;
  /** Do texts compare without regard to letter case? */
  readonly caseless?: boolean;
}

const holds: Readonly<Record<ComparisonOperator, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};

/** Does a row pass a filter? What is neither true nor false does not pass. */
export function passesFilter(filter: Expression, evaluation: Evaluation): boolean {
  return evaluate(filter, evaluation) === true;
}

/**
 * The value of an expression by SQL's three-valued logic: a comparison with a missing value is null, and so is one of
 * values of different types. Only the literal null can be asked for: `x eq null` is IS NULL.
 */
export function evaluate(expression: Expression, evaluation: Evaluation): OdataValue {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'path':
      return evaluation.read(expression);
    case 'compare':
      return compare(expression.operator, expression.left, expression.right, evaluation);
    case 'and':
    case 'or':
      return join(expression.kind === 'or', expression.operands, evaluation);
    case 'not': {
      const value = evaluate(expression.operand, evaluation);
      return typeof value === 'boolean' ? !value : null;
    }
    case 'call':
      return call(expression, evaluation);
    case 'named-call':
    case 'lambda':
      return evaluation.more?.(expression) ?? null;
  }
}

function compare(
  operator: ComparisonOperator,
  left: Expression,
  right: Expression,
  evaluation: Evaluation,
): OdataValue {
  const a = evaluate(left, evaluation);
  const b = evaluate(right, evaluation);
  if ((operator === 'eq' || operator === 'ne') && (isNullLiteral(left) || isNullLiteral(right)))
    return (a === b) === (operator === 'eq');
  const order = compareValues(a, b, evaluation.caseless ?? false);
  return order === undefined ? null : holds[operator](order);
}

function isNullLiteral(expression: Expression): boolean {
  return expression.kind === 'literal' && expression.value === null;
}

/** And is the dual of or: the deciding value ends it, else one unknown makes it unknown. */
function join(decides: boolean, operands: readonly Expression[], evaluation: Evaluation): OdataValue {
  let isKnown = true;
  for (const operand of operands) {
    const value = evaluate(operand, evaluation);
    if (value === decides) return decides;
    if (value !== !decides) isKnown = false;
  }
  return isKnown ? !decides : null;
}

function call({ name, arguments: list }: Call, evaluation: Evaluation): OdataValue {
  const [text, part] = list.map((argument) => evaluate(argument, evaluation));
  if (typeof text !== 'string' || typeof part !== 'string') return null;
  const [whole, piece] = evaluation.caseless ? [text.toLowerCase(), part.toLowerCase()] : [text, part];
  if (name === 'contains') return whole.includes(piece);
  return name === 'startswith' ? whole.startsWith(piece) : whole.endsWith(piece);
}
