import type { ColumnType } from './table.ts';

/** The type that a column of each kind has in OData (CSDL §3.3). */
export const edmTypes: Readonly<Record<ColumnType['kind'], string>> = {
  text: 'Edm.String',
  integer: 'Edm.Int32',
  choice: 'Edm.Int32',
  state: 'Edm.Int32',
  status: 'Edm.Int32',
  double: 'Edm.Double',
  money: 'Edm.Decimal',
  boolean: 'Edm.Boolean',
  guid: 'Edm.Guid',
  date: 'Edm.Date',
  'date-time': 'Edm.DateTimeOffset',
};
