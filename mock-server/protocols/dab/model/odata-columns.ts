import type { Path } from '../../../kernel/odata/expression.ts';
import { type OdataType, type OdataValue, toValue } from '../../../kernel/odata/value.ts';
import type { Column, ColumnType, Entity } from './entity.ts';
import type { Row } from './rows.ts';

const types: Readonly<Record<ColumnType, OdataType>> = {
  smallint: 'number',
  int: 'number',
  bigint: 'number',
  numeric: 'number',
  double: 'number',
  boolean: 'boolean',
  text: 'text',
  uuid: 'guid',
  timestamp: 'instant',
  timestamptz: 'instant',
  json: 'text',
  jsonb: 'text',
};

/** The column a path names: by its exposed name, letter by letter. */
function columnAt(entity: Entity, { names }: Path): Column | undefined {
  return entity.columns.find(({ exposed }) => exposed === names.join());
}

/** The type of what a path names; undefined: there is no such column. */
export function typeAt(entity: Entity, path: Path): OdataType | undefined {
  const column = columnAt(entity, path);
  return column && types[column.type];
}

/** The value of a row that a path names. */
export function valueAt(entity: Entity, row: Row, path: Path): OdataValue {
  const column = columnAt(entity, path);
  return column ? toValue(row[column.name], types[column.type]) : null;
}
