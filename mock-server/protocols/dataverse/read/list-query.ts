import type { Call } from '../../../kernel/call.ts';
import { checkFilter, type TypeFault, typeOfExpression } from '../../../kernel/odata/check-types.ts';
import { compareRows } from '../../../kernel/odata/compare-rows.ts';
import { passesFilter } from '../../../kernel/odata/evaluate.ts';
import { type Expression, type Lambda, type NamedCall, nodesOf, type Path } from '../../../kernel/odata/expression.ts';
import type { ExpandItem } from '../../../kernel/odata/parse-expand.ts';
import { parseFilter } from '../../../kernel/odata/parse-filter.ts';
import { parseOrderBy } from '../../../kernel/odata/parse-order-by.ts';
import { type OdataType, type OdataValue, toValue } from '../../../kernel/odata/value.ts';
import type { Store } from '../../../kernel/store.ts';
import { followLookup } from '../model/links.ts';
import { type Collection, findCollection, rowsIn } from '../model/navigation.ts';
import { type ColumnType, findColumn, findLookup, type TableModel } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import { tableNamed } from '../model/tables.ts';
import type { Refusal } from '../refusal.ts';
import { badUrl, selectUnknown } from '../refusals.ts';
import type { QueryOptions } from '../request/parse-query.ts';
import { memberNamed } from './member-names.ts';
import { memberValue } from './member-value.ts';
import { callFunction } from './query-functions.ts';

/** Which rows a list shows, and in which order; undefined: in the order of the store. */
export interface ListQuery {
  readonly passes: (row: TableRow) => boolean;
  readonly compare: ((left: TableRow, right: TableRow) => number) | undefined;
}

/** Reads $filter and $orderby. Texts compare without case, and missing values are the smallest, as in SQL Server. */
export function readListQuery(call: Call, table: TableModel, query: QueryOptions): ListQuery | Refusal {
  const filter = parseFilter(query.filter ?? 'true', [], true);
  const orderBy = parseOrderBy(query.orderBy ?? table.primaryKey);
  if (!filter.ok || !orderBy.ok) return badUrl();
  const list = { filter: filter.value, orderBy: query.orderBy === undefined ? undefined : orderBy.value };
  return checkList(table, list) ?? listOf(call, table, list);
}

/** The same, read already: of an expansion. */
type ReadList = Pick<ExpandItem, 'filter' | 'orderBy'>;

/** The rows that an expansion lets pass, in its order. */
export function sortRows(
  call: Call,
  table: TableModel,
  rows: readonly TableRow[],
  list: ReadList,
): readonly TableRow[] {
  const { passes, compare } = listOf(call, table, list);
  const passing = rows.filter(passes);
  return compare ? passing.sort(compare) : passing;
}

function listOf(call: Call, table: TableModel, { filter, orderBy }: ReadList): ListQuery {
  const read = (row: TableRow, path: Path): OdataValue => valueAt(call.store, table, row, path.names);
  return {
    passes: (row) => !filter || passes(call, filter, { table, row }, new Map()),
    compare: orderBy && compareRows(orderBy, { read, nulls: 'smallest', caseless: true }),
  };
}

/** A row that a filter looks at. */
interface Subject {
  readonly table: TableModel;
  readonly row: TableRow;
}

/** `items`: what the variables of lambdas stand for. */
function passes(call: Call, filter: Expression, subject: Subject, items: ReadonlyMap<string, Subject>): boolean {
  const at = (names: readonly string[]): readonly [Subject, readonly string[]] => {
    const item = items.get(names[0] ?? '');
    return item && names.length > 1 ? [item, names.slice(1)] : [subject, names];
  };
  const read = (names: readonly string[]): OdataValue => {
    const [{ table, row }, rest] = at(names);
    return valueAt(call.store, table, row, rest);
  };
  const more = (expression: NamedCall | Lambda): OdataValue => {
    if (expression.kind === 'named-call') {
      const names = columnOf(expression);
      const type = typeAt(subject.table, names) ?? 'null';
      return callFunction(expression, read(names), type, call.world.now());
    }
    const [{ table, row }, names] = at(expression.names);
    const found = collectionAt(table, names);
    const owner = found && ownerAt(call.store, { table, row }, names.slice(0, -1));
    const { condition, variable, quantifier } = expression;
    const rows = owner ? rowsIn(call.store, owner.id, found) : [];
    const holds = (item: TableRow): boolean =>
      !condition ||
      !found ||
      passes(call, condition, subject, new Map([...items, [variable, { table: found.table, row: item }]]));
    return quantifier === 'any' ? rows.some(holds) : rows.every(holds);
  };
  return passesFilter(filter, { read: (path) => read(path.names), more, caseless: true });
}

function ownerAt(store: Store, { table, row }: Subject, [first, ...rest]: readonly string[]): TableRow | undefined {
  if (first === undefined) return row;
  const lookup = findLookup(table, first);
  const link = lookup && followLookup(store, table, row, lookup);
  return link && ownerAt(store, { table: link.target, row: link.row }, rest);
}

function columnOf({ parameters }: NamedCall): readonly string[] {
  return String(parameters['PropertyName'] ?? '').split('/');
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
  return (
    (filter && checkCondition(table, filter, new Map())) ??
    orderBy
      .map(({ expression }) =>
        wordFault(
          table,
          typeOfExpression(expression, ({ names }) => typeAt(table, names)),
        ),
      )
      .find((one) => one)
  );
}

/** `items`: the tables of what the variables of lambdas stand for. */
function checkCondition(
  table: TableModel,
  filter: Expression,
  items: ReadonlyMap<string, TableModel>,
): Refusal | undefined {
  const at = (names: readonly string[]): readonly [TableModel, readonly string[]] => {
    const item = items.get(names[0] ?? '');
    return item && names.length > 1 ? [item, names.slice(1)] : [table, names];
  };
  const fault = wordFault(
    table,
    checkFilter(filter, ({ names }) => typeAt(...at(names))),
  );
  if (fault) return fault;
  for (const node of nodesOf(filter)) {
    if (node.kind === 'named-call' && typeAt(table, columnOf(node)) === undefined)
      return selectUnknown(table, columnOf(node).join('/'));
    if (node.kind !== 'lambda') continue;
    const found = collectionAt(...at(node.names));
    if (!found) return selectUnknown(table, node.names.join('/'));
    const barred =
      node.condition && checkCondition(table, node.condition, new Map([...items, [node.variable, found.table]]));
    if (barred) return barred;
  }
  return undefined;
}

function wordFault(table: TableModel, fault: TypeFault | OdataType | undefined): Refusal | undefined {
  if (typeof fault !== 'object') return undefined;
  return fault.reason === 'unknown-path' ? selectUnknown(table, fault.path.names.join('/')) : badUrl();
}

/** The collection at the end of a path, to which lookups may lead. */
function collectionAt(table: TableModel, [first = '', ...more]: readonly string[]): Collection | undefined {
  if (more.length === 0) return findCollection(table, first);
  const lookup = findLookup(table, first);
  const target = lookup && tableNamed(lookup.target);
  return target && collectionAt(target, more);
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
