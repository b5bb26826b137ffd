import type { Place } from '../place-in.ts';
import type { RowFault } from './given-row.ts';

/** A field of a line. `quoted`: an empty one is a text, not nothing. */
export interface Cell extends Place {
  readonly text: string;
  readonly quoted: boolean;
}

/** Splits CSV (RFC 4180) into its records, with the place of each field: what libraries for it do not tell. */
export function readCsvCells(written: string): { readonly records: readonly (readonly Cell[])[] } | RowFault {
  const text = written.replace(/^\uFEFF/, '');
  const field = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;
  const records: Cell[][] = [];
  let record: Cell[] = [];
  let [at, line, start] = [0, 1, 0];
  while (at < text.length || record.length > 0) {
    const place: Place = { line, column: at - start + 1 };
    field.lastIndex = at;
    const [whole = '', quoted, plain = ''] = field.exec(text) ?? [];
    record.push({ ...place, text: quoted?.replaceAll('""', '"') ?? plain, quoted: quoted !== undefined });
    for (let next = whole.indexOf('\n'); next >= 0; next = whole.indexOf('\n', next + 1)) {
      line++;
      start = at + next + 1;
    }
    at += whole.length;
    const end = /^(?:,|\r\n|\n|\r|$)/.exec(text.slice(at, at + 2))?.[0];
    if (end === undefined)
      return { place, message: 'this field does not end', hint: 'a field in quotes holds quotes doubled: "a ""b"" c"' };
    at += end.length;
    if (end === ',') continue;
    const [first] = record;
    // A blank line is no record.
    if (record.length > 1 || first?.quoted || first?.text !== '') records.push(record);
    record = [];
    line++;
    start = at;
    if (end === '') break;
  }
  return { records };
}
