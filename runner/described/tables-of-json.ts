import { isJsonArray, type Json } from '../../core/json.ts';
import { jsonEquals } from '../../core/json-equals.ts';
import { parsePointer, valueAt } from '../../core/json-pointer.ts';
import type { ColumnLayout, TableLayout } from '../load/described/described.ts';
import type { Column, Table } from './table.ts';

/** The tables that a list of definitions names; their columns, where it tells them. */
export function tablesOfJson(document: Json, layout: TableLayout, kind: string): readonly Table[] {
  return listAt(document, layout.in).flatMap((item): Table[] => {
    const names = Object.entries(layout.names).map(([name, place]) => [name, textAt(item, place)] as const);
    if (names.some(([, text]) => text === undefined || text === '')) return [];
    return [{ kind, names: Object.fromEntries(names) as Record<string, string>, ...partsOf(item, layout) }];
  });
}

/** The same table with what a document of its own tells. */
export function detailTable(table: Table, document: Json, layout: TableLayout): Table {
  return { ...table, ...partsOf(document, layout) };
}

function partsOf(item: Json, { columns, keys }: TableLayout): Pick<Table, 'columns' | 'keys'> {
  if (columns.every((layout) => valueAt(item, parsePointer(layout.in) ?? []) === undefined)) return {};
  const told = columns.flatMap((layout) => columnsOf(item, layout));
  return {
    columns: told,
    ...(keys === undefined
      ? {}
      : {
          keys: listAt(item, keys.in).map((key) =>
            listAt(key, keys.columns).flatMap((name) => (typeof name === 'string' ? name : [])),
          ),
        }),
  };
}

function columnsOf(item: Json, { in: place, name, type, types, to, when }: ColumnLayout): readonly Column[] {
  return listAt(item, place).flatMap((one): Column[] => {
    const isMeant = Object.entries(when).every(([at, value]) => {
      const found = valueAt(one, parsePointer(at) ?? []);
      return found !== undefined && jsonEquals(found, value);
    });
    const called = name.startsWith('/') ? textAt(one, name) : fill(name, one);
    if (!isMeant || called === undefined || called === '') return [];
    const word = type.startsWith('/') ? textAt(one, type) : type;
    const known = word === undefined ? undefined : (types[word] ?? word);
    const target = to === undefined ? undefined : textAt(one, to);
    return [
      {
        name: called,
        ...(known === undefined ? {} : { type: known }),
        ...(target === undefined ? {} : { to: target }),
      },
    ];
  });
}

/** "_{/ReferencingAttribute}_value" with its places filled in; undefined: one is not there. */
function fill(text: string, item: Json): string | undefined {
  let whole = true;
  const filled = text.replaceAll(/\{([^{}]+)\}/g, (_, place: string) => {
    const found = textAt(item, place);
    whole &&= found !== undefined;
    return found ?? '';
  });
  return whole ? filled : undefined;
}

function listAt(value: Json, place: string): readonly Json[] {
  const found = valueAt(value, parsePointer(place) ?? []);
  return isJsonArray(found) ? found : [];
}

function textAt(value: Json, place: string): string | undefined {
  const found = valueAt(value, parsePointer(place) ?? []);
  return found === undefined || found === null || typeof found === 'object' ? undefined : String(found);
}
