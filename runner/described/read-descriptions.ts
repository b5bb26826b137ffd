import type { Json } from '../../core/json.ts';
import { parsePointer, valueAt } from '../../core/json-pointer.ts';
import type { Described, Description, Subject, TableLayout } from '../load/described/described.ts';
import type { BindingValues } from './binding-values.ts';
import { findNamed, nameFor } from './find-named.ts';
import { alike, resemblance } from './resemblance.ts';
import type { Table } from './table.ts';
import { tablesOfCsdl } from './tables-of-csdl.ts';
import { detailTable, tablesOfJson } from './tables-of-json.ts';
import { tablesOfOpenApi } from './tables-of-openapi.ts';

/** What a target told of itself. */
export interface Told {
  readonly tables: readonly Table[];
  /** Addresses that answered, as they were asked for. */
  readonly by: readonly string[];
  /** Why nothing, or not all, was told: "GET /api/openapi answered 404". */
  readonly faults: readonly string[];
  readonly edition?: { readonly id: string; readonly because: string };
}

/** Reads from a path of the target; a fault says why there is nothing. */
export interface Reader {
  json(path: string): Promise<{ readonly json: Json } | { readonly fault: string }>;
  text(path: string): Promise<{ readonly text: string } | { readonly fault: string }>;
}

/** So many tables are looked at closer for a subject that none is called as. */
const mostLikely = 5;

/** Asks a target what it tells of itself, and more of the tables that bindings may be about. Reads alone. */
export async function readDescriptions(
  { descriptions, subjects }: Pick<Described, 'descriptions' | 'subjects'>,
  values: BindingValues,
  read: Reader,
): Promise<Told> {
  const tables: Table[] = [];
  const by: string[] = [];
  const faults: string[] = [];
  let edition: Told['edition'];
  const unread = new Map<string, readonly string[]>();
  const done = new Set<string>();
  for (const description of descriptions) {
    const kind = description.kind ?? '';
    if (done.has(kind)) continue;
    const { found, missing } = await readFirst(description, values, read);
    if (found === undefined) {
      unread.set(kind, [...(unread.get(kind) ?? []), ...missing]);
      continue;
    }
    done.add(kind);
    unread.delete(kind);
    by.push(found.path);
    const heads = tablesIn(found.json, description);
    edition ??= editionOf(found, description);
    const { each } = description.tables ?? {};
    const own = Object.values(subjects).filter((subject) => (subject.kind ?? '') === kind);
    tables.push(
      ...(each === undefined || description.tables === undefined
        ? heads
        : await detailed(heads, own, values, { read, each, layout: description.tables, faults })),
    );
  }
  faults.push(...[...unread.values()].flat());
  return { tables, by, faults, ...(edition === undefined ? {} : { edition }) };
}

function tablesIn(document: Json, { format, tables, kind = '' }: Description): readonly Table[] {
  if (format === 'openapi') return tablesOfOpenApi(document);
  if (format === 'csdl') return typeof document === 'string' ? tablesOfCsdl(document) : [];
  return tables === undefined ? [] : tablesOfJson(document, tables, kind);
}

interface Found {
  readonly path: string;
  readonly json: Json;
}

async function readFirst(
  description: Description,
  values: BindingValues,
  read: Reader,
): Promise<{ readonly found?: Found; readonly missing: readonly string[] }> {
  const missing: string[] = [];
  for (const text of description.get) {
    const path = values.fill(text);
    if (path === undefined) continue;
    const answer = description.format === 'csdl' ? await readXml(path, read) : await read.json(path);
    if ('fault' in answer) missing.push(answer.fault);
    else if (isMeant(answer.json, description)) return { found: { path, json: answer.json }, missing };
    else missing.push(`GET ${path} describes something else`);
  }
  return { missing };
}

/** A document that is no JSON is its text. */
async function readXml(path: string, read: Reader): ReturnType<Reader['json']> {
  const answer = await read.text(path);
  return 'fault' in answer ? answer : { json: answer.text };
}

/** Is this the description of such a target? */
function isMeant(json: Json, description: Description): boolean {
  const title = valueAt(json, ['info', 'title']);
  const isTitled = description.title === undefined || (typeof title === 'string' && title.includes(description.title));
  return isTitled && tablesIn(json, description).length > 0;
}

function editionOf({ json, path }: Found, { edition }: Description): Told['edition'] {
  if (edition === undefined) return undefined;
  const text = valueAt(json, parsePointer(edition.at) ?? []);
  if (typeof text !== 'string') return undefined;
  const [found] = Object.entries(edition.begins).find(([, begin]) => text.startsWith(begin)) ?? [];
  return found === undefined ? undefined : { id: found, because: `GET ${path} says ${text}` };
}

interface Asking {
  readonly read: Reader;
  readonly each: string;
  readonly layout: TableLayout;
  readonly faults: string[];
}

/** The same tables; those that a subject may be about with their columns. */
async function detailed(
  heads: readonly Table[],
  subjects: readonly Subject[],
  values: BindingValues,
  { read, each, layout, faults }: Asking,
): Promise<readonly Table[]> {
  const wanted = new Set(subjects.flatMap((subject) => likelyTables(subject, heads, values)));
  const details = new Map<Table, Table>();
  await Promise.all(
    [...wanted].map(async (table) => {
      const path = values.fill(nameFor(each, table)) ?? '';
      const answer = await read.json(path);
      if ('json' in answer) details.set(table, detailTable(table, answer.json, layout));
      else faults.push(answer.fault);
    }),
  );
  return heads.map((table) => details.get(table) ?? table);
}

/** The table that is called as a subject's bindings say, else those that resemble it. */
function likelyTables(subject: Subject, tables: readonly Table[], values: BindingValues): readonly Table[] {
  const named = findNamed(subject, tables, values);
  if (named !== undefined) return [named];
  const likeness = (table: Table): number =>
    Math.max(
      ...Object.entries(subject.names).map(([binding, text]) =>
        resemblance(values.written(binding) ?? '', nameFor(text, table)),
      ),
    );
  return tables
    .map((table) => ({ table, near: likeness(table) }))
    .filter(({ near }) => near >= alike)
    .toSorted((a, b) => b.near - a.near)
    .slice(0, mostLikely)
    .map(({ table }) => table);
}
