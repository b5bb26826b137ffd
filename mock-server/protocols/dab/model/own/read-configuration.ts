import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../../../../core/json.ts';
import type { DescriptionFault } from '../../../../kernel/workbench.ts';
import type { Configuration } from '../configuration.ts';
import type { Entity } from '../entity.ts';
import type { SqlTable } from './read-ddl.ts';
import { readPermissions } from './read-permissions.ts';

/** A configuration file of Data API builder as this server has it. */
export interface OwnConfiguration {
  readonly configuration: Configuration;
  readonly features: readonly string[];
  /** What the file uses, and this server does not do. */
  readonly unsupported: readonly string[];
}

/** Reads the REST side of a configuration (dab-config.json, 1.x and 2.x) over the tables of a database. */
export function readConfiguration(
  file: JsonObject,
  tables: ReadonlyMap<string, SqlTable>,
): OwnConfiguration | { readonly faults: readonly DescriptionFault[] } {
  const unsupported: string[] = [];
  const faults: DescriptionFault[] = [];
  const absent = new Map<string, string>();
  const runtime = objectAt(file, 'runtime');
  const rest = objectAt(runtime, 'rest');
  const all = objectAt(file, 'entities');
  if (Object.keys(all).length === 0) faults.push({ message: 'it has no entities', path: ['entities'] });
  const entities = Object.keys(all).flatMap((name): Entity[] => {
    const given = objectAt(all, name);
    const path = restPath(given, name);
    const missing = whyAbsent(given);
    if (path === undefined) return [];
    if (missing !== undefined) {
      absent.set(path, missing);
      unsupported.push(`${name}: ${missing}`);
      return [];
    }
    const source = given['source'];
    const object = typeof source === 'string' ? source : String(objectAt(given, 'source')['object'] ?? name);
    const table = tables.get(
      object
        .replaceAll(/[[\]"`]/g, '')
        .split('.')
        .at(-1)
        ?.toLowerCase() ?? '',
    );
    if (!table) {
      faults.push({ message: `the table ${object} is not in the DDL file`, path: ['entities', name, 'source'] });
      return [];
    }
    return [readEntity({ name, path, given, table }, unsupported, faults)];
  });
  if (faults.length > 0) return { faults };
  const own = new Set(entities.map(({ table }) => table.toLowerCase()));
  return {
    configuration: {
      basePath: `/${String(rest['path'] ?? '/api').replace(/^\/|\/$/g, '')}`,
      // A longer path is found before one that begins it.
      entities: entities
        .map((entity) => withReferences(entity, own, unsupported))
        .sort((a, b) => b.path.length - a.path.length),
      absent,
    },
    features: featuresOf(file, unsupported),
    unsupported: [...new Set([...unsupported, ...partsUnsupported(file)])],
  };
}

interface Given {
  readonly name: string;
  readonly path: string;
  readonly given: JsonObject;
  readonly table: SqlTable;
}

function readEntity({ name, path, given, table }: Given, unsupported: string[], faults: DescriptionFault[]): Entity {
  unsupported.push(...table.unsupported);
  const at = ['entities', name];
  const fields = listAt(given, 'fields');
  const mappings = new Map<string, string>([
    ...Object.entries(objectAt(given, 'mappings')).map(([column, exposed]) => [column, String(exposed)] as const),
    ...fields.flatMap((field) =>
      field['alias'] === undefined ? [] : [[String(field['name']), String(field['alias'])] as const],
    ),
  ]);
  const known = new Set(table.columns.map((column) => column.name));
  for (const column of mappings.keys())
    if (!known.has(column))
      faults.push({ message: `${table.name} has no column "${column}"`, path: [...at, 'mappings'] });
  const keys = objectAt(given, 'source')['key-fields'];
  const named = isJsonArray(keys)
    ? keys.map(String)
    : fields.flatMap((field) => (field['primary-key'] === true ? [String(field['name'])] : []));
  const key = table.key.length > 0 ? table.key : named;
  if (key.length === 0)
    faults.push({
      message: `${table.name} has no primary key: name its columns in "key-fields"`,
      path: [...at, 'source'],
    });
  const columns = table.columns.map((column) => ({ ...column, exposed: mappings.get(column.name) ?? column.name }));
  const entity: Entity = { name, path, table: table.name, columns, key: [...key], roles: {}, onlyListed: true };
  const { roles, faults: wrong } = readPermissions(listAt(given, 'permissions'), entity, unsupported);
  faults.push(...wrong.map((message) => ({ message, path: [...at, 'permissions'] })));
  return { ...entity, roles };
}

/** References to tables whose rows this server has. */
function withReferences(entity: Entity, tables: ReadonlySet<string>, unsupported: string[]): Entity {
  const columns = entity.columns.map((column) => {
    if (!column.references || tables.has(column.references.table.toLowerCase())) return column;
    unsupported.push(
      `${entity.table}.${column.name}: ${column.references.table} is no entity, so that the foreign key is not checked`,
    );
    const { references, ...others } = column;
    return others;
  });
  return { ...entity, columns };
}

/** Undefined: it is not served by REST. */
function restPath(given: JsonObject, name: string): string | undefined {
  const rest = given['rest'];
  if (rest === false) return undefined;
  const { enabled, path } = isJsonObject(rest) ? rest : {};
  if (enabled === false) return undefined;
  return (typeof path === 'string' ? path : name).replace(/^\//, '');
}

function whyAbsent(given: JsonObject): string | undefined {
  const type = objectAt(given, 'source')['type'] ?? 'table';
  return type === 'table' ? undefined : `a ${String(type)} as source`;
}

/** The switches of this server that are what the file says. */
function featuresOf(file: JsonObject, unsupported: string[]): readonly string[] {
  const runtime = objectAt(file, 'runtime');
  const rest = objectAt(runtime, 'rest');
  const host = objectAt(runtime, 'host');
  const provider = String(objectAt(host, 'authentication')['provider'] ?? 'Unauthenticated');
  const database = String(objectAt(file, 'data-source')['database-type'] ?? '');
  if (!/^(postgresql|mssql)$/.test(database))
    unsupported.push(`database-type ${database || '(none)'}: errors are worded without a database’s own texts`);
  return [
    ...(rest['enabled'] === false ? [] : ['rest']),
    rest['request-body-strict'] === false ? 'lenient-body' : 'strict-body',
    host['mode'] === 'development' ? 'development-messages' : 'production-messages',
    ...(database === 'postgresql' ? ['postgresql'] : []),
    ...(database === 'mssql' ? ['create-policies'] : []),
    ...authentication(provider, unsupported),
    'filters',
    'sorting',
    'paging',
    'selection',
    'keyless-writes',
  ];
}

function authentication(provider: string, unsupported: string[]): readonly string[] {
  if (/^simulator$/i.test(provider)) return ['roles', 'simulator'];
  if (/^(staticwebapps|appservice)$/i.test(provider)) return ['roles', 'static-web-apps'];
  if (/^unauthenticated$/i.test(provider)) return ['anonymous-only'];
  unsupported.push(`authentication provider ${provider}: whoever calls is who --users says, else anybody in any role`);
  return ['roles', 'simulator'];
}

/** Whole parts of the product that are not served here. */
function partsUnsupported(file: JsonObject): readonly string[] {
  const runtime = objectAt(file, 'runtime');
  const parts = ['graphql', 'mcp', 'cache', 'telemetry'].filter((name) => {
    const part = runtime[name];
    return part !== undefined && (!isJsonObject(part) || part['enabled'] !== false);
  });
  const related = Object.values(objectAt(file, 'entities')).some(
    (entity) => isJsonObject(entity) && entity['relationships'] !== undefined,
  );
  return [
    ...parts.map((name) => `runtime.${name}`),
    ...(runtime['pagination'] === undefined ? [] : ['runtime.pagination: pages are as by default']),
    ...(file['data-source-files'] === undefined ? [] : ['data-source-files: only this file is read']),
    ...(related ? ['relationships: they are of GraphQL alone'] : []),
  ];
}

function objectAt(value: JsonObject, name: string): JsonObject {
  const found = value[name];
  return isJsonObject(found) ? found : {};
}

function listAt(value: JsonObject, name: string): readonly JsonObject[] {
  const found: Json | undefined = value[name];
  return isJsonArray(found) ? found.filter((item) => isJsonObject(item)) : [];
}
