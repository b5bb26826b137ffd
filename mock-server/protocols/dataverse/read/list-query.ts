import { checkFilter, typeOfExpression } from '../../../kernel/odata/check-types.ts';
import { compareRows } from '../../../kernel/odata/compare-rows.ts';
import { passesFilter } from '../../../kernel/odata/evaluate.ts';
import type { Path } from '../../../kernel/odata/expression.ts';
import type { ExpandItem } from '../../../kernel/odata/parse-expand.ts';
import { parseFilter } from '../../../kernel/odata/parse-filter.ts';
import { parseOrderBy } from '../../../kernel/odata/parse-order-by.ts';
import { type OdataType, type OdataValue, toValue } from '../../../kernel/odata/value.ts';
import type { Store } from '../../../kernel/store.ts';
import { followLookup } from '../model/links.ts';
import { type ColumnType, findColumn, findLookup, type TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import { tableNamed } from '../model/tables.ts';
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
  const list = { filter: filter.value, orderBy: query.orderBy === undefined ? undefined : orderBy.value };
  return checkList(table, list) ?? listOf(store, table, list);
}

/** The same, read already: of an expansion. */
type ReadList = Pick<ExpandItem, 'filter' | 'orderBy'>;

/** The rows that an expansion lets pass, in its order. */
export function sortRows(
  store: Store,
  table: TableModel,
  rows: readonly TableRow[],
  list: ReadList,
): readonly TableRow[] {
  const { passes, compare } = listOf(store, table, list);
  const passing = rows.filter(passes);
  return compare ? passing.sort(compare) : passing;
}

function listOf(store: Store, table: TableModel, { filter, orderBy }: ReadList): ListQuery {
  const read = (row: TableRow, path: Path): OdataValue => valueAt(store, table, row, path.names);
  return {
    passes: (row) => !filter || passesFilter(filter, { read: (path) => read(row, path), caseless: true }),
    compare: orderBy && compareRows(orderBy, { read, nulls: 'smallest', caseless: true }),
  };
}

/** The value of a member, or of a member of the row to which lookups lead. */
function valueAt(store: Store, table: TableModel, row: TableRow, [first = '', ...more]: readonly string[]): OdataValue {
  if (more.length === 0) {
    const name = memberNamed(table, first) ?? '';
    return toValue(memberValue(store, table, row, name), typeOfMember(table, name));
  }
  const lookup = findLookup(table, first);
  const link = lookup && followLookup(store, table, row, lookup);
  return link ? valueAt(store, link.target, link.row, more) : null;
}

/** Why rows of this table cannot be filtered or ordered so. */
export function checkList(table: TableModel, { filter, orderBy = [] }: ReadList): Refusal | undefined {
  const typeOf = ({ names }: Path): OdataType | undefined => typeAt(table, names);
  const faults = [
    filter && checkFilter(filter, typeOf),
    ...orderBy.map(({ expression }) => typeOfExpression(expression, typeOf)),
  ];
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

function typeAt(table: TableModel, [first = '', ...more]: readonly string[]): OdataType | undefined {
  if (more.length > 0) {
    const lookup = findLookup(table, first);
    const target = lookup && tableNamed(lookup.target);
    return target && typeAt(target, more);
  }
  const name = memberNamed(table, first);
  return name === undefined ? undefined : typeOfMember(table, name);
}

/** What is no column is the value of a lookup. */
function typeOfMember(table: TableModel, name: string): OdataType {
  return types[findColumn(table, name)?.type.kind ?? 'guid'];
}
