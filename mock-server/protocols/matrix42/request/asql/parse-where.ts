import { numberFromText } from '../../../../../core/exact-number.ts';
import { type Cursor, isName, parseWith } from './cursor.ts';
import type { Comparator, Condition, Literal, Parsed, Path } from './expression.ts';
import { parsePath } from './parse-path.ts';

/** How deep conditions may nest; recursion is bounded by it, whatever the text. */
const depthLimit = 50;

/** Reads a WHERE clause. */
export function parseWhere(text: string): Parsed<Condition> {
  return parseWith(text, (cursor) => parseOr(cursor, 0));
}

function parseOr(cursor: Cursor, depth: number): Condition {
  return parseList(cursor, 'or', () => parseAnd(cursor, depth));
}

function parseAnd(cursor: Cursor, depth: number): Condition {
  return parseList(cursor, 'and', () => parseNot(cursor, depth));
}

function parseList(cursor: Cursor, kind: 'and' | 'or', parse: () => Condition): Condition {
  const first = parse();
  const all = [first];
  while (cursor.accept(kind)) all.push(parse());
  return all.length === 1 ? first : { kind, all };
}

function parseNot(cursor: Cursor, depth: number): Condition {
  if (depth > depthLimit) cursor.fail('fewer parentheses');
  if (cursor.accept('not')) return { kind: 'not', condition: parseNot(cursor, depth + 1) };
  if (!cursor.accept('(')) return parsePredicate(cursor);
  const inner = parseOr(cursor, depth + 1);
  cursor.expect(')');
  return inner;
}

function parsePredicate(cursor: Cursor): Condition {
  const path = parsePath(cursor);
  if (cursor.accept('is')) {
    const negated = cursor.accept('not');
    cursor.expect('null');
    return unless(negated, { kind: 'null', path });
  }
  const negated = cursor.accept('not');
  if (cursor.accept('like')) {
    if (cursor.peek().kind !== 'text') cursor.fail('a text in quotes');
    return unless(negated, { kind: 'like', path, pattern: cursor.take().text });
  }
  if (cursor.accept('in')) return unless(negated, { kind: 'in', path, list: parseIn(cursor) });
  const by = negated ? undefined : comparators[cursor.peek().kind === 'symbol' ? cursor.peek().text : ''];
  if (by === undefined) return cursor.fail('a comparison');
  cursor.take();
  return { kind: 'compare', path, by, with: parseOperand(cursor) };
}

const comparators: Readonly<Record<string, Comparator>> = {
  '=': '=',
  '<>': '<>',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

function unless(negated: boolean, condition: Condition): Condition {
  return negated ? { kind: 'not', condition } : condition;
}

function parseIn(cursor: Cursor): Literal[] {
  cursor.expect('(');
  const list = [parseLiteral(cursor)];
  while (cursor.accept(',')) list.push(parseLiteral(cursor));
  cursor.expect(')');
  return list;
}

function parseOperand(cursor: Cursor): Literal | Path {
  return isName(cursor.peek()) ? parsePath(cursor) : parseLiteral(cursor);
}

function parseLiteral(cursor: Cursor): Literal {
  const { kind, text } = cursor.peek();
  if (cursor.accept('null')) return { kind: 'null' };
  if (kind !== 'text' && kind !== 'number' && kind !== 'date') return cursor.fail('a value');
  cursor.take();
  return kind === 'number' ? { kind, number: numberFromText(text.replace(/^\+/, '')) } : { kind, text };
}
