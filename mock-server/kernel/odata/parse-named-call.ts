import { type Cursor, unexpected } from './cursor.ts';
import type { Expression } from './expression.ts';
import { type Parsed, parsed } from './odata-error.ts';
import type { OdataValue } from './value.ts';

type Argument = OdataValue | readonly OdataValue[];

/** Reads "Namespace.Name(Parameter=value,…)": values are literals, or lists of them in brackets. */
export function parseNamedCall(cursor: Cursor): Parsed<Expression> {
  const { text: name, position } = cursor.advance();
  const parameters: Record<string, Argument> = {};
  do {
    cursor.advance();
    if (cursor.current().kind !== 'name') return unexpected(cursor, 'name-expected');
    const parameter = cursor.advance().text;
    if (cursor.current().kind !== '=') return unexpected(cursor, 'syntax');
    cursor.advance();
    const value = parseArgument(cursor);
    if (!value.ok) return value;
    parameters[parameter] = value.value;
  } while (cursor.current().kind === ',');
  if (cursor.current().kind !== ')') return unexpected(cursor, 'close-or-comma-expected');
  cursor.advance();
  return parsed({ kind: 'named-call', name, parameters, position });
}

function parseArgument(cursor: Cursor): Parsed<Argument> {
  if (cursor.current().kind !== '[') return parseLiteral(cursor);
  const items: OdataValue[] = [];
  do {
    cursor.advance();
    const item = parseLiteral(cursor);
    if (!item.ok) return item;
    items.push(item.value);
  } while (cursor.current().kind === ',');
  if (cursor.current().kind !== ']') return unexpected(cursor, 'close-or-comma-expected');
  cursor.advance();
  return parsed(items);
}

function parseLiteral(cursor: Cursor): Parsed<OdataValue> {
  const token = cursor.current();
  if (token.kind === 'name' && (token.text === 'true' || token.text === 'false' || token.text === 'null')) {
    cursor.advance();
    return parsed(token.text === 'null' ? null : token.text === 'true');
  }
  if (token.kind !== 'literal') return unexpected(cursor, 'expression-expected');
  cursor.advance();
  return parsed(token.value);
}
