import { parseFilter } from '../../mock-server/kernel/odata/parse-filter.ts';
import { type Entity, hasGeneratedKey, isRequired } from '../../mock-server/protocols/dab/model/entity.ts';
import { createdTables } from './create-tables.ts';

/** A recorded request that writes a row. */
export interface RecordedWrite {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | null;
}

type Values = ReadonlyMap<string, unknown>;

/** The statement that Data API builder 2.0.9 sends to PostgreSQL for a write. */
export function statementFor(entity: Entity, request: RecordedWrite, schema: string): string {
  const key = keyOf(entity, request.target);
  const sent = fromExposed(entity, bodyOf(request));
  const all = new Map([...key, ...sent]);
  if (key.size === 0) return insert(entity, all, '');
  const changed = request.method === 'PUT' ? new Map([...omitted(entity, key), ...sent]) : sent;
  const update = updateOf(entity, key, changed, header(request, 'x-ms-api-role'));
  const complete = entity.columns.every((column) => !isRequired(column) || all.has(column.name));
  if (header(request, 'if-match') === '*' || hasGeneratedKey(entity) || !complete) return update;
  const columns = createdTables(schema).find(({ name }) => name === entity.table)?.columns ?? [];
  const list = columns.map((name) => `"${name}"`).join(', ');
  const guard = ' where not exists (select 1 from updated)';
  return `with updated as (${update} returning ${list}), inserted as (${insert(entity, all, guard)} returning ${list})
    select * from updated union select * from inserted`;
}

/** A byte order mark is skipped, and a string of JSON is taken for that JSON. */
function bodyOf({ body }: RecordedWrite): Record<string, unknown> {
  const json: unknown = JSON.parse(body?.replace(/^\uFEFF/, '') || '{}');
  return (typeof json === 'string' ? JSON.parse(json) : json) as Record<string, unknown>;
}

function header({ headers }: RecordedWrite, name: string): string | undefined {
  return headers.find(([written]) => written.toLowerCase() === name)?.[1];
}

/** PUT sets what it does not name to null, but for what the database fills. */
function omitted(entity: Entity, key: Values): Values {
  const names = entity.columns.filter(({ name, generated }) => !generated && !key.has(name)).map(({ name }) => name);
  return new Map(names.map((name) => [name, null]));
}

function updateOf(entity: Entity, key: Values, changed: Values, role: string | undefined): string {
  const set = [...changed].map(([name, value]) => `"${name}" = ${literal(entity, name, value)}`).join(', ');
  const where = [...key].map(([name, value]) => `"${name}" = ${literal(entity, name, value)}`);
  const policy = entity.roles[role ?? '']?.update?.policy;
  const filter = policy === undefined ? undefined : parseFilter(policy, ['item']);
  if (filter?.ok && filter.value.kind === 'compare' && filter.value.left.kind === 'path') {
    const { left, right } = filter.value;
    if (right.kind === 'literal') where.push(`"${left.names[0]}" = ${quote(String(right.value))}`);
  }
  return `update ${entity.table} set ${set} where ${where.join(' and ')}`;
}

function insert(entity: Entity, values: Values, guard: string): string {
  const names = [...values.keys()].map((name) => `"${name}"`).join(', ');
  const list = [...values].map(([name, value]) => literal(entity, name, value)).join(', ');
  return `insert into ${entity.table} (${names}) select ${list}${guard}`;
}

/** Parameters keep the type they are bound with: text for whatever is a text in .NET, JSON columns among them. */
function literal(entity: Entity, name: string, value: unknown): string {
  const type = entity.columns.find((column) => column.name === name)?.type ?? 'text';
  if (value === null) return 'null';
  const written = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const bound = type === 'json' || type === 'jsonb' ? 'text' : type === 'double' ? 'double precision' : type;
  return `${quote(written)}::${bound}`;
}

function quote(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\u0000', '\\x00');
  return `E'${escaped}'`;
}

function keyOf(entity: Entity, target: string): Values {
  const path = target.split('?')[0] ?? '';
  const parts = path.slice(`/api/${entity.path}`.length).split('/').slice(1).filter(Boolean).map(decodeURIComponent);
  const named = parts.flatMap((name, at) => (at % 2 === 0 ? [[name, parts[at + 1]] as const] : []));
  return fromExposed(entity, Object.fromEntries(named));
}

function fromExposed(entity: Entity, values: Readonly<Record<string, unknown>>): Values {
  return new Map(
    Object.entries(values).map(([name, value]) => {
      const column = entity.columns.find(({ exposed }) => exposed.toLowerCase() === name.toLowerCase());
      return [column?.name ?? name, value];
    }),
  );
}
