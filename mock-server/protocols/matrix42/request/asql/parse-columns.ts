import { type Cursor, isName, parseWith } from './cursor.ts';
import type { Column, Parsed, SortKey } from './expression.ts';
import { parsePath } from './parse-path.ts';

/** Reads the columns of a list: `Name, Parent.Name as ParentName`. */
export function parseColumns(text: string): Parsed<readonly Column[]> {
  return parseWith(text, (cursor) => parseItems(cursor, parseColumn));
}

/** Reads the order of a list, by its columns: `Name ASC, CreatedDate DESC`. */
export function parseSort(text: string): Parsed<readonly SortKey[]> {
  return parseWith(text, (cursor) => parseItems(cursor, parseSortKey));
}

function parseItems<T>(cursor: Cursor, parse: (cursor: Cursor) => T): T[] {
  const items = [parse(cursor)];
  while (cursor.accept(',')) items.push(parse(cursor));
  return items;
}

function parseColumn(cursor: Cursor): Column {
  const path = parsePath(cursor);
  if (!cursor.accept('as')) return { path };
  if (!isName(cursor.peek())) cursor.fail('a name for the column');
  return { path, alias: cursor.take().text };
}

function parseSortKey(cursor: Cursor): SortKey {
  if (!isName(cursor.peek())) cursor.fail('the name of a column');
  const { text, at } = cursor.take();
  const descending = cursor.accept('desc');
  if (!descending) cursor.accept('asc');
  return { column: text, descending, at };
}
