import { createCursor, unexpected } from './cursor.ts';
import type { Expression } from './expression.ts';
import type { Parsed } from './odata-error.ts';
import { parseExpression } from './parse-expression.ts';

/**
 * Reads the decoded text of $filter, or a database policy. `scopes` are the words that may stand after @, as in
 * `@item.owner eq @claims.userId`. `wide`: with functions of named parameters and lambdas, which the protocol evaluates. Never throws; which paths exist and what types they have is for `checkTypes`.
 */
export function parseFilter(text: string, scopes: readonly string[] = [], wide = false): Parsed<Expression> {
  const cursor = createCursor(text, scopes, wide);
  const expression = parseExpression(cursor, 0);
  if (!expression.ok || cursor.current().kind === 'end') return expression;
  return unexpected(cursor, 'syntax');
}
