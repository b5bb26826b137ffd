import { compareNumbers, numberFromText } from '../../../../core/exact-number.ts';
import { isJsonNumber, type Json } from '../../../../core/json.ts';

/** A test of one attribute; `read` gives its value, TimeStamp as a decimal number. */
export interface Comparison {
  readonly attribute: string;
  readonly operator: '=' | '<>' | '<' | '<=' | '>' | '>=';
  readonly value: Json;
}

const comparison =
  /\s*(?:\[(\w+)\]|(\w+))\s*(<>|!=|<=|>=|=|<|>)\s*(?:'((?:[^']|'')*)'|(-?\d+(?:\.\d+)?)|(null))\s*(?:(and)\s+|$)/iy;

/**
 * Reads the part of ASQL that a list's `where` needs most: comparisons joined by AND. Texts stand in single quotes,
 * doubled inside. Undefined: it cannot be read.
 */
export function parseWhere(text: string): Comparison[] | undefined {
  const list: Comparison[] = [];
  comparison.lastIndex = 0;
  for (;;) {
    const match = comparison.exec(text);
    if (!match) return undefined;
    const [all, bracketed, plain, operator = '=', quoted, digits, , and] = match;
    list.push({
      attribute: bracketed ?? plain ?? '',
      operator: (operator === '!=' ? '<>' : operator) as Comparison['operator'],
      value:
        quoted === undefined ? (digits === undefined ? null : numberFromText(digits)) : quoted.replaceAll("''", "'"),
    });
    if (!and) return comparison.lastIndex === text.length || all === '' ? list : undefined;
  }
}

/** Does a value pass? Texts compare without case, as the database does; null only equals null. */
export function passes({ operator, value }: Comparison, actual: Json): boolean {
  if (value === null || actual === null) return (value === actual) === (operator === '=');
  const order = compare(actual, value);
  if (order === undefined) return operator === '<>';
  if (operator === '=') return order === 0;
  if (operator === '<>') return order !== 0;
  if (order === 0) return operator.endsWith('=');
  return operator.startsWith('<') === order < 0;
}

function compare(left: Json, right: Json): number | undefined {
  if (isJsonNumber(left) && isJsonNumber(right)) return compareNumbers(left, right);
  if (typeof left !== 'string' || typeof right !== 'string') return undefined;
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  return a < b ? -1 : a > b ? 1 : 0;
}
