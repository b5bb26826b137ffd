import { ExactNumber } from '../../../core/exact-number.ts';
import type { Expression, Literal, NamedCall, Path } from '../../../mock-server/kernel/odata/expression.ts';
import type { OdataValue } from '../../../mock-server/kernel/odata/value.ts';

/** How tightly each kind binds; a looser one inside a tighter one needs parentheses. */
const tightness = { or: 0, and: 1, eq: 2, ne: 2, gt: 3, ge: 3, lt: 3, le: 3, prefix: 4, primary: 5 } as const;

/** The text of an expression with no more parentheses than it needs. */
export function printExpression(expression: Expression, least = 0): string {
  const own = tightnessOf(expression);
  const text = printBare(expression, own);
  return own < least ? `(${text})` : text;
}

function tightnessOf(expression: Expression): number {
  switch (expression.kind) {
    case 'compare':
      return tightness[expression.operator];
    case 'not':
      return tightness.prefix;
    case 'and':
    case 'or':
      return tightness[expression.kind];
    default:
      return tightness.primary;
  }
}

function printBare(expression: Expression, own: number): string {
  switch (expression.kind) {
    case 'literal':
      return printLiteral(expression);
    case 'path':
      return printPath(expression);
    case 'compare':
      return `${printExpression(expression.left, own)} ${expression.operator} ${printExpression(expression.right, own + 1)}`;
    case 'and':
    case 'or':
      return expression.operands.map((operand) => printExpression(operand, own + 1)).join(` ${expression.kind} `);
    case 'not':
      return `not ${printExpression(expression.operand, own)}`;
    case 'call':
      return `${expression.name}(${expression.arguments.map((argument) => printExpression(argument)).join(',')})`;
    case 'named-call': {
      const printed = ([name, value]: readonly [string, NamedCall['parameters'][string]]): string =>
        `${name}=${Array.isArray(value) ? `[${value.map(printValue).join(',')}]` : printValue(value as OdataValue)}`;
      return `${expression.name}(${Object.entries(expression.parameters).map(printed).join(',')})`;
    }
    case 'lambda': {
      const inner = expression.condition ? `${expression.variable}:${printExpression(expression.condition)}` : '';
      return `${expression.names.join('/')}/${expression.quantifier}(${inner})`;
    }
  }
}

function printPath({ scope, names }: Path): string {
  return scope === undefined ? names.join('/') : `@${scope}.${names[0]}`;
}

function printLiteral({ value }: Literal): string {
  return printValue(value);
}

function printValue(value: OdataValue): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (value === null || typeof value !== 'object' || value instanceof ExactNumber) return String(value);
  if (value.kind === 'guid') return value.text;
  const iso = new Date(value.seconds * 1000).toISOString().slice(0, 19);
  return `${iso}${value.fraction === '' ? '' : `.${value.fraction}`}Z`;
}
