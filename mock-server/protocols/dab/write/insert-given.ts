import { utf8 } from '../../../../core/http.ts';
import { type Json, type JsonObject, jsonObject } from '../../../../core/json.ts';
import { parseJson } from '../../../../core/parse-json.ts';
import { stringifyJson } from '../../../../core/stringify-json.ts';
import { messageIn } from '../../../kernel/message-in.ts';
import { isRefused } from '../../../kernel/refused.ts';
import type { Store } from '../../../kernel/store.ts';
import type { MemberKind, RowProblem, RowTable } from '../../../kernel/workbench.ts';
import type { World } from '../../../kernel/world.ts';
import { configurationOf } from '../model/configuration.ts';
import type { Column, ColumnType, Entity } from '../model/entity.ts';
import { rowsOf } from '../model/rows.ts';
import { postRow } from '../operations/post-row.ts';

const kinds: Partial<Record<ColumnType, MemberKind>> = {
  smallint: 'number',
  int: 'number',
  bigint: 'number',
  numeric: 'number',
  double: 'number',
  boolean: 'boolean',
  json: 'json',
  jsonb: 'json',
};

/** Entities by their paths, columns by the names that they have in bodies. */
export function rowTables(world: World): readonly RowTable[] {
  return configurationOf(world).entities.map(({ path, columns }) => ({
    name: path,
    members: new Map(columns.map(({ exposed, type }) => [exposed, kinds[type] ?? 'text'])),
  }));
}

/** Inserts a row as the owner of the database does: no role limits him, and a counter takes what he gives. */
export function insertGiven(store: Store, path: string, row: JsonObject, world: World): RowProblem | undefined {
  const configuration = configurationOf(world);
  const found = configuration.entities.find((one) => one.path === path);
  if (!found) return { message: `there is no entity at ${path}` };
  const isGiven = ({ exposed }: Column): boolean => Object.hasOwn(row, exposed);
  const computed = found.columns.find((column) => isGiven(column) && typeof column.generated === 'object');
  if (computed) return { member: computed.exposed, message: 'the database computes this column: leave it out' };
  const entity: Entity = {
    ...found,
    roles: {},
    columns: found.columns.map((one) => (isGiven(one) ? plain(one) : one)),
  };
  const isDocument = ({ type }: Column): boolean => type === 'json' || type === 'jsonb';
  const documents = found.columns.filter((column) => isGiven(column) && isDocument(column));
  const sent = Object.entries(row).filter(([name]) => !documents.some(({ exposed }) => exposed === name));
  const request = {
    method: 'POST',
    target: `${configuration.basePath}/${path}`,
    headers: [['Content-Type', 'application/json']] as const,
    body: utf8(stringifyJson(jsonObject(sent))),
  };
  const call = { store, request, world, role: 'authenticated', configuration, entity, keyRoute: '', query: undefined };
  const answer = postRow(call);
  if (isRefused(answer)) return { message: textOf(answer.refused) };
  // Documents cannot be written by REST: the database takes a text for a text.
  const [key, made] = documents.length > 0 ? ([...rowsOf(store, entity).entries()].at(-1) ?? []) : [];
  if (key !== undefined && made) {
    const given = documents.map(({ name, exposed }) => [name, documentOf(row[exposed] ?? null)] as const);
    rowsOf(store, entity).put(key, { ...made, ...Object.fromEntries(given) });
  }
  for (const { name, exposed, generated } of found.columns)
    if (generated === 'identity' && Number.isInteger(row[exposed]))
      store.reach(`${found.table}.${name}`, BigInt(Number(row[exposed])));
  return undefined;
}

/** A document, or the text that answers show of it. */
function documentOf(value: Json): Json {
  if (typeof value !== 'string') return value;
  try {
    return parseJson(value);
  } catch {
    return value;
  }
}

/** The column as one that nobody fills. */
function plain({ generated, ...column }: Column): Column {
  return column;
}

function textOf(refused: Parameters<typeof messageIn>[0]): string {
  return messageIn(refused, 'error', 'message') ?? messageIn(refused, 'error') ?? `the answer is ${refused.status}`;
}
