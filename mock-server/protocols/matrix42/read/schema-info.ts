import type { Json } from '../../../../core/json.ts';
import type { Definition } from '../model/definitions.ts';
import type { ResolvedPath } from './asql-path.ts';
import type { NamedColumn } from './project-columns.ts';

const columnTypes: Readonly<Record<ResolvedPath['type'], string>> = {
  text: 'StringType',
  integer: 'IntegerType',
  flag: 'BoolType',
  guid: 'GuidType',
  date: 'DateType',
  rowversion: 'VarBinaryType',
};

/** What the columns of a list are (M42-LST-012). */
export function schemaOfColumns(columns: readonly NamedColumn[]): Json {
  return columns.map(({ name, path: { attribute, definition, type } }) =>
    columnInfo(name, type, definition.localizable?.includes(attribute) ?? false),
  );
}

/** What the members of a fragment are (M42-GET-004). */
export function schemaOfDefinition({ attributes, localizable = [] }: Definition): Json {
  return [
    columnInfo('ID', 'guid', false),
    columnInfo('TimeStamp', 'rowversion', false),
    ...Object.entries(attributes).map(([name, type]) => columnInfo(name, type, localizable.includes(name))),
  ];
}

function columnInfo(name: string, type: ResolvedPath['type'], localizable: boolean): Json {
  return { ColumnName: name, ColumnType: columnTypes[type], Localizable: localizable };
}
