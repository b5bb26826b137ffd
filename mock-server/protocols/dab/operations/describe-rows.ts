import type { Json, JsonObject } from '../../../../core/json.ts';
import { type Column, type ColumnType, type Entity, keyColumns } from '../model/entity.ts';

/** The product's types of a column; whole numbers are numbers before 2.0. */
const types: Readonly<Record<ColumnType, string>> = {
  smallint: 'integer',
  int: 'integer',
  bigint: 'integer',
  numeric: 'number',
  double: 'number',
  boolean: 'boolean',
  text: 'string',
  uuid: 'string',
  timestamp: 'string',
  timestamptz: 'string',
  json: 'string',
  jsonb: 'string',
};

/** The schemas of an entity's rows, in answers and in bodies, and the parameters that its key is in addresses. */
export function describeRows(
  entity: Entity,
  { strict, recent }: { readonly strict: boolean; readonly recent: boolean },
): { readonly schemas: JsonObject; readonly keys: readonly Json[] } {
  const typeOf = ({ type }: Column): string => (recent || types[type] !== 'integer' ? types[type] : 'number');
  const keys = keyColumns(entity);
  const schema = (columns: readonly Column[], closed: boolean): JsonObject => ({
    type: 'object',
    properties: Object.fromEntries(columns.map((column) => [column.exposed, { type: typeOf(column), format: '' }])),
    ...(closed ? { additionalProperties: false } : {}),
  });
  const { name, columns } = entity;
  return {
    schemas: {
      [name]: schema(columns, false),
      ...(strict
        ? {
            [`${name}_NoAutoPK`]: schema(
              columns.filter((column) => !keys.includes(column) || column.generated === undefined),
              true,
            ),
            [`${name}_NoPK`]: schema(
              columns.filter((column) => !keys.includes(column)),
              true,
            ),
          }
        : {}),
    },
    keys: keys.map((column) => ({
      name: column.exposed,
      in: 'path',
      required: true,
      schema: { type: typeOf(column) },
    })),
  };
}

/** What an answer with rows of an entity holds. */
export function rowsOf(name: string, withNextLink: boolean): JsonObject {
  const value = { type: 'array', items: { $ref: `#/components/schemas/${name}` } };
  const properties = { value, ...(withNextLink ? { nextLink: { type: 'string' } } : {}) };
  return { 'application/json': { schema: { type: 'object', properties } } };
}
