import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts';
import { parsePointer, valueAt } from '../../core/json-pointer.ts';
import type { Column, Table } from './table.ts';

/** The tables of an OpenAPI 3 document: each path that has the rows of another below it, with the members of a row as columns. */
export function tablesOfOpenApi(document: Json): readonly Table[] {
  const paths = valueAt(document, ['paths']);
  if (!isJsonObject(paths)) return [];
  const all = Object.keys(paths);
  return all.flatMap((path): Table[] => {
    const row = rowPath(path, all);
    if (path.endsWith('}') || row === undefined) return [];
    return [tableAt(document, path, row)];
  });
}

/** "/Books/id/{id}" of "/Books": the shortest path below it that ends in a parameter, and has nothing but keys in between. */
function rowPath(path: string, all: readonly string[]): string | undefined {
  const below = all.filter(
    (one) =>
      one.startsWith(`${path}/`) &&
      /^(?:\/[^/{}]+)?\/\{[^/{}]+\}(?:\/[^/{}]+\/\{[^/{}]+\})*$/.test(one.slice(path.length)),
  );
  return below.toSorted((a, b) => a.length - b.length)[0];
}

function tableAt(document: Json, path: string, row: string): Table {
  const keys = [...row.slice(path.length).matchAll(/\{([^{}]+)\}/g)].flatMap(([, name]) => name ?? []);
  const shown = [
    // A row tells best what is in it: a list may be a page with more.
    schemaOf(document, row, 'get', 'responses', '200'),
    schemaOf(document, path, 'get', 'responses', '200'),
  ].flatMap((schema) => rowSchema(document, schema) ?? []);
  const [told] = shown;
  const taken = deref(document, schemaOf(document, path, 'post', 'requestBody'))?.schema;
  const properties = told && members(told.schema);
  const given = taken && members(taken);
  const changed = deref(document, schemaOf(document, row, 'put', 'requestBody'))?.schema;
  // Only where bodies are told from rows at all does a key in a body say something.
  const distinct = changed !== undefined && keys.every((name) => !Object.hasOwn(members(changed) ?? {}, name));
  return {
    kind: '',
    names: { path: path.slice(1), name: told?.name ?? path.slice(path.lastIndexOf('/') + 1) },
    ...(properties === undefined
      ? {}
      : {
          columns: Object.entries(properties).map(([name, schema]): Column => {
            const type = typeOf(schema);
            const key = keys.includes(name);
            return {
              name,
              ...(type === undefined ? {} : { type }),
              key,
              // A key that a new row is made without is made by the target.
              ...(key && given !== undefined && (distinct || !Object.hasOwn(given, name))
                ? { made: !Object.hasOwn(given, name) }
                : {}),
            };
          }),
        }),
  };
}

interface NamedSchema {
  readonly schema: JsonObject;
  readonly name?: string;
}

function schemaOf(document: Json, path: string, method: string, ...more: readonly string[]): Json | undefined {
  const content = valueAt(document, ['paths', path, method, ...more, 'content']);
  if (!isJsonObject(content)) return undefined;
  const [first] = Object.entries(content).filter(([type]) => /json/.test(type));
  return first && valueAt(first[1], ['schema']);
}

/** The schema of a row in that of an answer: itself, or the items of the one list in it. */
function rowSchema(document: Json, schema: Json | undefined): NamedSchema | undefined {
  const found = deref(document, schema);
  if (found === undefined) return undefined;
  const list = Object.values(members(found.schema) ?? {}).find((member) => valueAt(member, ['type']) === 'array');
  const listed = valueAt(found.schema, ['items']) ?? (list && valueAt(list, ['items']));
  const row = listed === undefined ? undefined : deref(document, listed);
  // A row may hold lists itself; the list of rows is the answer's, which has no name of its own.
  return row?.name !== undefined && found.name === undefined ? row : found;
}

function deref(document: Json, schema: Json | undefined, depth = 0): NamedSchema | undefined {
  if (!isJsonObject(schema)) return undefined;
  const ref = schema['$ref'];
  if (typeof ref !== 'string') return { schema };
  const segments = ref.startsWith('#') ? parsePointer(decodeURIComponent(ref.slice(1))) : undefined;
  const found = segments && depth < 8 ? deref(document, valueAt(document, segments), depth + 1) : undefined;
  const name = segments?.at(-1);
  return found && { ...found, ...(name === undefined ? {} : { name }) };
}

function members(schema: JsonObject): JsonObject | undefined {
  const properties = schema['properties'];
  return isJsonObject(properties) ? properties : undefined;
}

const formats: Readonly<Record<string, string>> = { uuid: 'guid', guid: 'guid', 'date-time': 'date', date: 'date' };
const types: Readonly<Record<string, string>> = { string: 'text' };

function typeOf(schema: Json): string | undefined {
  const [type, format] = [valueAt(schema, ['type']), valueAt(schema, ['format'])];
  if (typeof type !== 'string' || type === '') return undefined;
  return (typeof format === 'string' ? formats[format] : undefined) ?? types[type] ?? type;
}
