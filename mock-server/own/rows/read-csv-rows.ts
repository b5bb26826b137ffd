import { type Json, jsonObject } from '../../../core/json.ts';
import { JsonSyntaxError, parseJson } from '../../../core/parse-json.ts';
import type { MemberKind, RowTable } from '../../kernel/workbench.ts';
import { type GivenRow, type ReadRows, type RowFault, unreadable } from './given-row.ts';
import { type Cell, readCsvCells } from './read-csv-cells.ts';

/**
 * Reads the rows of one table as CSV: the first line names the columns. A field with nothing in it, not even quotes, is left out
 * of its row.
 * @param tables those there are: they say what is a number, and what a text
 */
export function readCsvRows(written: string, table: string, tables: readonly RowTable[]): ReadRows {
  const read = readCsvCells(written);
  if ('message' in read) return unreadable(read);
  const [head = [], ...records] = read.records;
  const kinds = tables.find(({ name }) => name === table)?.members;
  const faults: RowFault[] = [];
  for (const [index, { text, line, column }] of head.entries())
    if (head.findIndex((cell) => cell.text === text) < index)
      faults.push({ place: { line, column }, message: `column "${text}" is doubled` });
  const rows = records.map((record): GivenRow => {
    const [first = { line: 1, column: 1 }] = record;
    const place = { line: first.line, column: first.column };
    if (record.length !== head.length)
      faults.push({ place, message: `${record.length} fields, and the first line has ${head.length}` });
    const given = record.flatMap((cell, index) => {
      const name = head[index]?.text;
      if (name === undefined || (cell.text === '' && !cell.quoted)) return [];
      const value = cellValue(cell, kinds?.get(name) ?? 'text');
      if (value === undefined)
        faults.push({
          place: cell,
          message: `"${cell.text}" is no ${kinds?.get(name)}`,
          hint: hints[kinds?.get(name) ?? 'text'],
        });
      return [{ name, value: value ?? null, place: { line: cell.line, column: cell.column } }];
    });
    return {
      table,
      row: jsonObject(given.map(({ name, value }) => [name, value])),
      place,
      members: new Map(given.map(({ name, place }) => [name, place])),
    };
  });
  return { rows, tables: new Map([[table, { line: 1, column: 1 }]]), faults };
}

const hints: Readonly<Record<MemberKind, string>> = {
  text: '',
  number: 'a number is written as in JSON: 1, -2.50',
  boolean: 'write true or false',
  json: 'write JSON, its quotes doubled: "{""a"":1}"',
};

/** Undefined: it is none of this kind. `null` without quotes is null. */
function cellValue({ text, quoted }: Cell, kind: MemberKind): Json | undefined {
  if (text === 'null' && !quoted) return null;
  if (kind === 'text') return text;
  if (kind === 'boolean') return /^true$/i.test(text) ? true : /^false$/i.test(text) ? false : undefined;
  try {
    const value = parseJson(text);
    return kind === 'json' || /^-?\d/.test(text) ? value : undefined;
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}
