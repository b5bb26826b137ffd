import { createCursor, isAtWord, unexpected } from './cursor.ts';
import type { Expression } from './expression.ts';
import { type Parsed, parsed } from './odata-error.ts';
import { parseExpression } from './parse-expression.ts';

/** One criterion of $orderby. */
export interface OrderItem {
  readonly expression: Expression;
  readonly descending: boolean;
}

/** Reads the decoded text of $orderby: expressions, each with asc or desc, joined by commas. */
export function parseOrderBy(text: string): Parsed<readonly OrderItem[]> {
  const cursor = createCursor(text, []);
  const items: OrderItem[] = [];
  for (;;) {
    const expression = parseExpression(cursor, 0);
    if (!expression.ok) return expression;
    const descending = isAtWord(cursor, 'desc');
    if (descending || isAtWord(cursor, 'asc')) cursor.advance();
    items.push({ expression: expression.value, descending });
    const { kind } = cursor.current();
    if (kind === 'end') return parsed(items);
    if (kind !== ',') return unexpected(cursor, 'syntax');
    cursor.advance();
  }
}
