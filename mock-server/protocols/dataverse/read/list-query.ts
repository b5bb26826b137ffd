import { checkFilter, typeOfExpression } from '../../../kernel/odata/check-types.ts';
import { compareRows } from '../../../kernel/odata/compare-rows.ts';
import { passesFilter } from '../../../kernel/odata/evaluate.ts';
import type { Expression, Path } from '../../../kernel/odata/expression.ts';
import { parseFilter } from '../../../kernel/odata/parse-filter.ts';
import { parseOrderBy } from '../../../kernel/odata/parse-order-by.ts';
import { type OdataType, type OdataValue, toValue } from '../../../kernel/odata/value.ts';
import type { Store } from '../../../kernel/store.ts';
import { type ColumnType, findColumn, type TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import type { Refusal } from '../refusal.ts';
import { badUrl, selectUnknown } from '../refusals.ts';
import type { QueryOptions } from '../request/parse-query.ts';
import { memberNamed } from './member-names.ts';
import { memberValue } from './member-value.ts';

/** Which rows a list shows, and in which order; undefined: in the order of the store. */
export interface ListQuery {
  readonly passes: (row: TableRow) => boolean;
  readonly compare: ((left: TableRow, right: TableRow) => number) | undefined;
}

/** Reads $filter and $orderby. Texts compare without case, and missing values are the smallest, as in SQL Server. */
export function readListQuery(store: Store, table: TableModel, query: QueryOptions): ListQuery | Refusal {
  const filter = parseFilter(query.filter ?? 'true');
  const orderBy = parseOrderBy(query.orderBy ?? table.primaryKey);
  if (!filter.ok || !orderBy.ok) return badUrl();
  const barred = checkExpressions(
    table,
    filter.value,
    orderBy.value.map(({ expression }) => expression),
  );
  if (barred) return barred;
  const read = (row: TableRow, path: Path): OdataValue => {
    const name = memberNamed(table, path.names.join('/')) ?? '';
    return toValue(memberValue(store, table, row, name), typeOfMember(table, name));
  };
  return {
    passes: (row) => passesFilter(filter.value, { read: (path) => read(row, path), caseless: true }),
    compare:
      query.orderBy === undefined ? undefined : compareRows(orderBy.value, { read, nulls: 'smallest', caseless: true }),
  };
}

function checkExpressions(table: TableModel, filter: Expression, criteria: readonly Expression[]): Refusal | undefined {
  const typeOf = ({ names }: Path): OdataType | undefined => {
    const name = memberNamed(table, names.join('/'));
    return name === undefined ? undefined : typeOfMember(table, name);
  };
  const faults = [checkFilter(filter, typeOf), ...criteria.map((expression) => typeOfExpression(expression, typeOf))];
  const fault = faults.find((one) => typeof one === 'object');
  if (!fault) return undefined;
  return fault.reason === 'unknown-path' ? selectUnknown(table, fault.path.names.join('/')) : badUrl();
}

const types: Readonly<Record<ColumnType['kind'], OdataType>> = {
  text: 'text',
  integer: 'number',
  double: 'number',
  money: 'number',
  boolean: 'boolean',
  choice: 'number',
  date: 'instant',
  'date-time': 'instant',
  guid: 'guid',
  state: 'number',
  status: 'number',
};

/** What is no column is the value of a lookup. */
function typeOfMember(table: TableModel, name: string): OdataType {
  return types[findColumn(table, name)?.type.kind ?? 'guid'];
}
