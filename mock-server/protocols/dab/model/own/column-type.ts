import type { Column, ColumnType } from '../entity.ts';

/** SQL types by the names that PostgreSQL, SQL Server and MySQL have for them. */
const types: Readonly<Record<ColumnType, readonly string[]>> = {
  smallint: ['smallint', 'int2', 'smallserial', 'tinyint'],
  int: ['int', 'integer', 'int4', 'serial', 'serial4', 'mediumint'],
  bigint: ['bigint', 'int8', 'bigserial', 'serial8'],
  numeric: ['numeric', 'decimal', 'dec', 'money', 'smallmoney'],
  double: ['double', 'float', 'float4', 'float8', 'real'],
  boolean: ['boolean', 'bool', 'bit'],
  text: [
    'text',
    'varchar',
    'nvarchar',
    'char',
    'nchar',
    'character',
    'ntext',
    'citext',
    'longtext',
    'mediumtext',
    'bpchar',
  ],
  uuid: ['uuid', 'uniqueidentifier'],
  timestamp: ['timestamp', 'datetime', 'datetime2', 'smalldatetime'],
  timestamptz: ['timestamptz', 'datetimeoffset'],
  json: ['json'],
  jsonb: ['jsonb'],
};

const byName = new Map(
  Object.entries(types).flatMap(([type, names]) => names.map((name) => [name, type as ColumnType] as const)),
);

/** How this server holds a column of an SQL type. `arguments`: what stands in brackets behind it. */
export function columnType(
  name: string,
  numbers: readonly number[],
  withZone: boolean,
): Pick<Column, 'type' | 'length' | 'numeric'> & { readonly known: boolean } {
  const lower = name.toLowerCase();
  const type = byName.get(lower);
  const [first, second = 0] = numbers;
  if (type === 'timestamp' && withZone) return { type: 'timestamptz', known: true };
  if (type === 'text' && first !== undefined) return { type, length: first, known: true };
  if (type === 'numeric') {
    if (lower.endsWith('money')) return { type, numeric: [19, 4], known: true };
    return { type, numeric: first === undefined ? 'any' : [first, second], known: true };
  }
  return type === undefined ? { type: 'text', known: false } : { type, known: true };
}

/** Is this a type whose columns the database counts up? */
export function isSerial(name: string): boolean {
  return /^(small|big)?serial[248]?$/i.test(name);
}
