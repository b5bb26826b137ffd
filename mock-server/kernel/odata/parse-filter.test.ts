import { defaultParser } from '@odata/parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expressions, filters } from '../../../tests/support/odata/arbitrary-expression.ts';
import { printExpression } from '../../../tests/support/odata/print-expression.ts';
import { evaluate } from './evaluate.ts';
import { type Expression, nodesOf } from './expression.ts';
import { parseFilter } from './parse-filter.ts';
import { typeOfValue } from './value.ts';

const scopes = ['item', 'claims'];

function read(text: string): Expression {
  const filter = parseFilter(text, scopes);
  if (!filter.ok) throw new Error(`${filter.error.reason} at ${filter.error.position} in ${text}`);
  return filter.value;
}

function withoutPositions(expression: Expression): unknown {
  return JSON.parse(JSON.stringify(expression, (name, value) => (name === 'position' ? undefined : value)));
}

/** The expression with parentheses around every operation. */
function grouped(expression: Expression): string {
  switch (expression.kind) {
    case 'compare':
      return `(${grouped(expression.left)} ${expression.operator} ${grouped(expression.right)})`;
    case 'and':
    case 'or':
      return `(${expression.operands.map(grouped).join(` ${expression.kind} `)})`;
    case 'not':
      return `(not ${grouped(expression.operand)})`;
    default:
      return printExpression(expression);
  }
}

describe('parseFilter', () => {
  it.each([
    ['a or b and c', '(a or (b and c))'],
    ['a and b and (c and d)', '(a and b and (c and d))'],
    ['a eq b lt c', '(a eq (b lt c))'],
    ['a eq b eq c', '((a eq b) eq c)'],
    ['not a eq b', '((not a) eq b)'],
    ['not (a eq b)', '(not (a eq b))'],
    ['not not a lt -1', '((not (not a)) lt -1)'],
    ["a\teq  'x'", "(a eq 'x')"],
    ['and eq or', '(and eq or)'],
    ['@item.owner eq @claims.user-id', '(@item.owner eq @claims.user-id)'],
    ['a/b/c ne null', '(a/b/c ne null)'],
    ['contains(a , b)', 'contains(a,b)'],
  ])('groups %s as %s', (text, expected) => {
    expect(grouped(read(text))).toBe(expected);
  });

  it.each([
    ['0', 'number'],
    ['-2147483648', 'number'],
    ['9223372036854775808', 'number'],
    ['007', 'number'],
    ['1.50', 'number'],
    ['1e3', 'number'],
    ['-1.5E-300', 'number'],
    ["'it''s'", 'text'],
    ["''", 'text'],
    ['null', 'null'],
    ['true', 'boolean'],
    ['ABCDEFAB-1111-2222-3333-444444444444', 'guid'],
    ['12345678-1111-2222-3333-444444444444', 'guid'],
    ['2024-02-29', 'instant'],
    ['2024-02-29T23:59Z', 'instant'],
    ['2024-02-29T23:59:59.123456789012-14:00', 'instant'],
  ])('reads the literal %s as %s', (text, type) => {
    const literal = read(text);
    expect(literal).toMatchObject({ kind: 'literal', position: 0 });
    expect(literal.kind === 'literal' && typeOfValue(literal.value)).toBe(type);
  });

  it.each([
    ['', 'expression-expected', 0, ''],
    ['a eq', 'expression-expected', 4, ''],
    ['a eq eq 1', 'syntax', 8, '1'],
    ['a ! 1', 'character', 2, '!'],
    ['a 😀', 'character', 2, '😀'],
    ["a eq 'x", 'unterminated-text', 5, "'x"],
    ['(a eq 1', 'close-or-operator-expected', 7, ''],
    ['a eq 1)', 'syntax', 6, ')'],
    ['a eq 1 b', 'syntax', 7, 'b'],
    ['a b ! c', 'syntax', 2, 'b'],
    ['a eq 1x', 'literal', 5, '1x'],
    ['a eq 2023-02-29', 'literal', 5, '2023-02-29'],
    ['a eq 2024-01-01T00:00:00', 'literal', 5, '2024-01-01T00:00:00'],
    ['a eq 2024-01-01T00:00:00+15:00', 'literal', 5, '2024-01-01T00:00:00+15:00'],
    ['a eq 12345678-1111-2222-3333-44444444444', 'literal', 5, '12345678-1111-2222-3333-44444444444'],
    ['a EQ 1', 'syntax', 2, 'EQ'],
    ['a/ eq 1', 'syntax', 6, '1'],
    ['a/1 eq 1', 'name-expected', 2, '1'],
    ['foo(a)', 'unknown-function', 0, 'foo'],
    ['toString(a)', 'unknown-function', 0, 'toString'],
    ['contains(a)', 'argument-count', 0, 'contains'],
    ['contains(a,b', 'close-or-comma-expected', 12, ''],
    ['contains()', 'expression-expected', 9, ')'],
    ['contains (a,b)', 'syntax', 9, '('],
    ['tolower(a)', 'unknown-function', 0, 'tolower'],
    ['a in (1)', 'syntax', 2, 'in'],
    ['-a eq 1', 'character', 0, '-'],
    ['@other.x eq 1', 'scope', 0, '@other.x'],
    ['@item eq 1', 'scope', 0, '@'],
    ['a add 1 eq 2', 'syntax', 2, 'add'],
  ])('refuses %j: %s at %i', (text, reason, position, token) => {
    expect(parseFilter(text, scopes)).toEqual({
      ok: false,
      error: { reason, position, token },
    });
  });

  it('knows no scope that was not allowed', () => {
    expect(parseFilter('@item.owner eq 1')).toMatchObject({ ok: false, error: { reason: 'scope' } });
  });

  it('tells where each node stands', () => {
    const nodes = [...nodesOf(read('a eq 1 and not contains(b, -2)'))];
    expect(nodes.map(({ kind, position }) => [kind, position])).toEqual([
      ['and', 7],
      ['compare', 2],
      ['path', 0],
      ['literal', 5],
      ['not', 11],
      ['call', 15],
      ['path', 24],
      ['literal', 27],
    ]);
  });

  it('gives back what was printed', () => {
    fc.assert(
      fc.property(expressions, (expression) => {
        expect(withoutPositions(read(printExpression(expression)))).toEqual(withoutPositions(expression));
      }),
      { numRuns: 2000 },
    );
  });

  it('never throws, whatever the text', () => {
    const words = fc.constantFrom(
      'a',
      'eq',
      'and',
      'not',
      '(',
      ')',
      '-',
      "'",
      ',',
      'in',
      '1',
      '1.',
      '@item.x',
      '/',
      'contains(',
      'null',
      ' ',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words, { maxLength: 30 }).map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const filter = parseFilter(text, scopes);
        if (filter.ok) expect(() => evaluate(filter.value, { read: () => null })).not.toThrow();
        else expect(text.startsWith(filter.error.token, filter.error.position)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['parentheses', `${'('.repeat(100_000)}a${')'.repeat(100_000)}`],
    ['not', `${'not '.repeat(100_000)}a`],
    ['calls', `${'contains('.repeat(100_000)}a${')'.repeat(100_000)}`],
    ['comparisons', `a${' eq a'.repeat(100_000)}`],
    ['mixed', `${'not (a eq (1 lt '.repeat(50_000)}`],
  ])('refuses hostile depth without overflowing the stack: %s', (_name, text) => {
    expect(parseFilter(text)).toMatchObject({ ok: false, error: { reason: 'too-deep' } });
  });

  it('takes depth that people write, and any length', () => {
    expect(parseFilter(`${'('.repeat(100)}a${')'.repeat(100)}`).ok).toBe(true);
    expect(parseFilter(`${'('.repeat(101)}a${')'.repeat(101)}`).ok).toBe(false);
    const long = read(Array(100_000).fill('a eq 1').join(' or '));
    expect(evaluate(long, { read: () => 2 })).toBe(false);
    expect(read(`'${"''".repeat(500_000)}'`)).toMatchObject({ value: "'".repeat(500_000) });
  });
});

type Node = { readonly type: string; readonly raw: string; readonly value: unknown };

/** What the other parser found, in the form of `grouped`; its and/or are binary, so ours are split for it. */
function groupedByOther(node: Node): string {
  const value = node.value as { readonly left: Node; readonly right: Node };
  const operator = { And: 'and', Or: 'or', Equals: 'eq', NotEquals: 'ne' }[node.type.replace('Expression', '')];
  const relation = { GreaterThan: 'gt', GreaterOrEquals: 'ge', LesserThan: 'lt', LesserOrEquals: 'le' }[
    node.type.replace('Expression', '')
  ];
  const name = operator ?? relation;
  if (name === 'and' || name === 'or') return `${name}[${[...operands(node, node.type)].map(groupedByOther).join()}]`;
  if (name) return `${name}[${groupedByOther(value.left)},${groupedByOther(value.right)}]`;
  if (/^(?:Bool)?ParenExpression$|^CommonExpression$/.test(node.type)) return groupedByOther(node.value as Node);
  return node.raw;
}

function* operands(node: Node, type: string): Generator<Node> {
  const value = node.value as { readonly left: Node; readonly right: Node };
  if (node.type !== type) yield node;
  else {
    yield* operands(value.left, type);
    yield* operands(value.right, type);
  }
}

function groupedByUs(expression: Expression): string {
  switch (expression.kind) {
    case 'compare':
      return `${expression.operator}[${groupedByUs(expression.left)},${groupedByUs(expression.right)}]`;
    case 'and':
    case 'or':
      return `${expression.kind}[${expression.operands.map(groupedByUs).join()}]`;
    default:
      return printExpression(expression);
  }
}

/** The other parser's `not` takes all that follows, whatever the parentheses (`not (a) and b`): left out. */
function withoutNot(expression: Expression): Expression {
  switch (expression.kind) {
    case 'not':
      return withoutNot(expression.operand);
    case 'compare':
      return { ...expression, left: withoutNot(expression.left), right: withoutNot(expression.right) };
    case 'and':
    case 'or':
      return { ...expression, operands: expression.operands.map(withoutNot) };
    default:
      return expression;
  }
}

describe('parseFilter and @odata/parser', () => {
  it('group alike what both accept', () => {
    let both = 0;
    fc.assert(
      fc.property(filters, (filter) => {
        const text = printExpression(withoutNot(filter));
        let other: Node;
        try {
          other = defaultParser.filter(text) as unknown as Node;
        } catch {
          return;
        }
        both++;
        expect(groupedByOther(other)).toBe(groupedByUs(read(text)));
      }),
      { numRuns: 1000 },
    );
    expect(both).toBeGreaterThan(300);
  });
});
