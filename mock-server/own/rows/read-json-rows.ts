import { isJsonArray, isJsonObject, type Json } from '../../../core/json.ts';
import { JsonSyntaxError, parseJson } from '../../../core/parse-json.ts';
import { type Place, placeIn } from '../place-in.ts';
import { type GivenRow, type ReadRows, type RowFault, unreadable } from './given-row.ts';

const form = 'write {"TABLE": [{"COLUMN": "value"}]}';

/** Rows of one protocol, or of several: by its id. */
export type RowsByProtocol = ReadonlyMap<string, ReadRows>;

/**
 * Reads rows as JSON: lists of objects by table, one object for a list of one. Where the outermost names are protocols, each of them has
 * such tables.
 * @param protocols whose rows these may be
 */
export function readJsonRows(written: string, protocols: readonly string[]): RowsByProtocol {
  // A byte order mark is no JSON.
  const text = written.replace(/^\uFEFF/, ' ');
  const place = placeIn(text);
  const offsets = new Map<object, Map<string | number, number>>();
  const [only = ''] = protocols;
  let root: Json;
  try {
    root = parseJson(text, {
      duplicates: 'error',
      placed: (within, at, offset) => {
        const known = offsets.get(within);
        if (known) known.set(at, offset);
        else offsets.set(within, new Map([[at, offset]]));
      },
    });
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return single(only, { place: place(error.offset), message: `this is no JSON: ${error.message}` });
  }
  const at = (within: Json, key: string | number): Place => place(offsets.get(within as object)?.get(key) ?? 0);
  if (!isJsonObject(root)) return single(only, { place: place(0), message: 'rows stand by table', hint: form });

  const names = Object.keys(root);
  if (names.length === 0) return single(only, { place: place(0), message: 'there are no rows', hint: form });
  const byProtocol = names.every((name) => protocols.includes(name));
  const stray = names.find((name) => !protocols.includes(name));
  if (!byProtocol && protocols.length > 1 && stray !== undefined)
    return single(only, {
      place: at(root, stray),
      message: `"${stray}" is no protocol that is served`,
      hint: `several are: write {"${only}": {"TABLE": [{"COLUMN": "value"}]}}; served are ${protocols.join(', ')}`,
    });
  const read = (tables: Json, from: Place): ReadRows => readTables(tables, from, at);
  if (!byProtocol) return new Map([[only, read(root, place(0))]]);
  return new Map(names.map((id) => [id, read(root[id] ?? null, at(root, id))]));
}

function single(protocol: string, fault: RowFault): RowsByProtocol {
  return new Map([[protocol, unreadable(fault)]]);
}

function readTables(written: Json, from: Place, at: (within: Json, key: string | number) => Place): ReadRows {
  if (!isJsonObject(written)) return unreadable({ place: from, message: 'rows stand by table', hint: form });
  const rows: GivenRow[] = [];
  const faults: RowFault[] = [];
  const tables = new Map<string, Place>();
  for (const [table, list] of Object.entries(written)) {
    const tablePlace = at(written, table);
    tables.set(table, tablePlace);
    for (const [index, row] of (isJsonArray(list) ? list : [list]).entries()) {
      const place = isJsonArray(list) ? at(list, index) : tablePlace;
      if (isJsonObject(row)) {
        const members = new Map(Object.keys(row).map((name) => [name, at(row, name)]));
        rows.push({ table, row, place, members });
      } else faults.push({ place, message: 'a row is an object', hint: form });
    }
  }
  return { rows, tables, faults };
}
