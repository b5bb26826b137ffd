import { ExactNumber } from '../../../core/exact-number.ts';
import type { Expression } from '../../../mock-server/kernel/odata/expression.ts';
import type { OdataValue } from '../../../mock-server/kernel/odata/value.ts';

/** Truth as a number: false 0, unknown ½, true 1. And is the least, or the greatest, not one minus (Kleene, Łukasiewicz). */
type Truth = 0 | 0.5 | 1;

/** A second, slow evaluator, written from the definition of SQL's logic: it only knows how to rank a value. */
export function naiveTruth(expression: Expression, row: Readonly<Record<string, OdataValue>>): Truth {
  switch (expression.kind) {
    case 'and':
      return Math.min(...expression.operands.map((operand) => naiveTruth(operand, row))) as Truth;
    case 'or':
      return Math.max(...expression.operands.map((operand) => naiveTruth(operand, row))) as Truth;
    case 'not':
      return (1 - naiveTruth(expression.operand, row)) as Truth;
    case 'call': {
      const [text, part] = expression.arguments.map((argument) => scalar(argument, row));
      if (typeof text !== 'string' || typeof part !== 'string') return 0.5;
      const places = [...Array(text.length + 1).keys()].filter((at) => text.slice(at, at + part.length) === part);
      if (expression.name === 'contains') return places.length > 0 ? 1 : 0;
      return places.includes(expression.name === 'startswith' ? 0 : text.length - part.length) ? 1 : 0;
    }
    case 'compare': {
      const isNullTest = [expression.left, expression.right].some(
        (side) => side.kind === 'literal' && side.value === null,
      );
      const left = scalar(expression.left, row);
      const right = scalar(expression.right, row);
      const { operator } = expression;
      if (isNullTest && (operator === 'eq' || operator === 'ne'))
        return (left === null && right === null) === (operator === 'eq') ? 1 : 0;
      if (left === null || right === null) return 0.5;
      const [a, b] = [rank(left), rank(right)];
      const outcome = { eq: a === b, ne: a !== b, gt: a > b, ge: a >= b, lt: a < b, le: a <= b }[operator];
      return outcome ? 1 : 0;
    }
    default: {
      const value = scalar(expression, row);
      return value === true ? 1 : value === false ? 0 : 0.5;
    }
  }
}

function scalar(expression: Expression, row: Readonly<Record<string, OdataValue>>): OdataValue {
  if (expression.kind === 'literal') return expression.value;
  if (expression.kind === 'path') return row[expression.names[0] ?? ''] ?? null;
  const truth = naiveTruth(expression, row);
  return truth === 0.5 ? null : truth === 1;
}

/** A bigint or a text that has the order of the value. */
function rank(value: NonNullable<OdataValue>): bigint | string {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'string') return hex([...value].map((character) => character.codePointAt(0) ?? 0));
  if (typeof value === 'number' || value instanceof ExactNumber) return scaled(String(value));
  return value.kind === 'guid' ? value.text : scaled(`${value.seconds}.0`) + BigInt(value.fraction.padEnd(6, '0'));
}

function hex(points: readonly number[]): string {
  return points.map((point) => point.toString(16).padStart(6, '0')).join('');
}

/** Millionths. */
function scaled(text: string): bigint {
  const [whole = '0', part = ''] = text.replace('-', '').split('.');
  const size = BigInt(whole) * 1_000_000n + BigInt(part.padEnd(6, '0'));
  return text.startsWith('-') ? -size : size;
}
