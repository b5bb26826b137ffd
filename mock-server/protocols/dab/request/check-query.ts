import { checkFilter, type TypeFault, typeOfExpression } from '../../../kernel/odata/check-types.ts';
import { type Expression, nodesOf } from '../../../kernel/odata/expression.ts';
import { parseFilter } from '../../../kernel/odata/parse-filter.ts';
import { type OrderItem, parseOrderBy } from '../../../kernel/odata/parse-order-by.ts';
import { readQuery } from '../../../kernel/odata/read-query.ts';
import type { World } from '../../../kernel/world.ts';
import { isRefusal, type Refusal, refuseBad } from '../errors.ts';
import type { Entity } from '../model/entity.ts';
import { typeAt } from '../model/odata-columns.ts';
import type { Shown } from '../read/present-row.ts';
import type { Call } from './call.ts';
import { columnInUrl } from './read-key.ts';

/** What a query asks of a read. */
export interface Query {
  /** Undefined: all columns. */
  readonly select: readonly Shown[] | undefined;
  readonly filter: Expression | undefined;
  readonly orderBy: readonly OrderItem[];
  /** Undefined: as many as the server gives at most. */
  readonly first: number | undefined;
  /** The raw continuation. */
  readonly after: string | undefined;
}

type Part = Partial<Query>;

const nothing: Query = { select: undefined, filter: undefined, orderBy: [], first: undefined, after: undefined };

/** Checks a query string; on writes it is checked too, and has no effect (DAB-GET-003). */
export function checkQuery({ request, entity, query, world }: Call): Query | Refusal {
  if (query && world.mutant(`${request.method.toLowerCase()}-takes-no-query`))
    return refuseBad(world, 'Unexpected query.');
  let asked = nothing;
  for (const { name, value } of readQuery(query)) {
    if (name === '$after' && request.method !== 'GET' && world.mutant('continuations-are-checked-on-writes'))
      return refuseBad(world, 'Unexpected continuation.');
    const option = world.mutant('parameters-in-any-case') ? name.toLowerCase() : name;
    const part = readers.get(option)?.(entity, value, world) ?? readUnknown(name, request.method, world);
    if (isRefusal(part)) return part;
    asked = { ...asked, ...part };
  }
  return asked;
}

type Reader = (entity: Entity, value: string, world: World) => Part | Refusal;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['$select', readSelect],
  ['$filter', readFilter],
  ['$orderby', readOrderBy],
  ['$first', (_, value, world) => readFirst(value, world)],
  ['$after', (_, after) => ({ after })],
]);

function readUnknown(name: string, method: string, world: World): Part | Refusal {
  const ignored =
    world.mutant(`${method.toLowerCase()}-ignores-unknown-parameters`) ||
    (name === 'api-version' && world.mutant('version-is-a-parameter')) ||
    !world.keeps('DAB-GET-003');
  return ignored ? {} : refuseBad(world, `Invalid Query Parameter: ${name}`);
}

function readSelect(entity: Entity, value: string, world: World): Part | Refusal {
  if (value === '' && world.mutant('empty-select-is-all')) return {};
  const select: Shown[] = [];
  for (const field of value.split(',')) {
    if (field === '') return refuseBad(world, 'Invalid Field name: null or white space');
    const column = columnInUrl(entity, field, world);
    if (column) select.push({ column, as: world.mutant('selected-columns-in-own-spelling') ? column.exposed : field });
    else if (!world.mutant('unknown-selected-columns-are-ignored'))
      return refuseBad(world, `Invalid field to be returned requested: ${field}`);
  }
  return world.mutant('select-has-no-effect') ? {} : { select };
}

function readFilter(entity: Entity, value: string, world: World): Part | Refusal {
  const filter = parseFilter(value);
  if (!filter.ok || ([...nodesOf(filter.value)].some(({ kind }) => kind === 'call') && world.keeps('DAB-LST-006')))
    return refuseBad(world, '$filter query parameter is not well formed.');
  const fault = checkFilter(filter.value, (path) => typeAt(entity, path));
  if (fault?.reason === 'unknown-path' && isOverlooked(entity, fault.path.names[0], world)) return {};
  return fault ? refuseFault(entity, fault, world) : { filter: filter.value };
}

function readOrderBy(entity: Entity, value: string, world: World): Part | Refusal {
  const orderBy = parseOrderBy(value);
  if (!orderBy.ok) {
    const { position, token } = orderBy.error;
    return refuseBad(world, `Syntax error at position ${position + token.length} in '${value}'.`);
  }
  for (const { expression } of orderBy.value) {
    const fault = typeOfExpression(expression, (path) => typeAt(entity, path));
    if (typeof fault === 'object' && world.mutant('unknown-ordering-columns-are-ignored')) continue;
    if (typeof fault === 'object') return refuseFault(entity, fault, world);
    if (expression.kind !== 'path' && !world.mutant('lists-are-sorted-by-anything'))
      return refuseBad(world, 'OrderBy property is not supported.');
  }
  return { orderBy: orderBy.value };
}

function readFirst(value: string, world: World): Part | Refusal {
  if (value === '0' && world.mutant('no-rows-may-be-asked-for')) return { first: 0 };
  const number = world.mutant('text-around-a-number-is-ignored') ? value.replaceAll(/[a-z]/g, '') : value;
  if (/^(-1|[1-9]\d*)$/.test(number)) return { first: number === '-1' ? undefined : Number(number) };
  return refuseBad(
    world,
    `Invalid number of items requested, $first must be -1 or an integer greater than 0. Actual value: ${value}`,
  );
}

/** The bugs that a filter takes a column that is not there, or any letter case. */
function isOverlooked(entity: Entity, name: string | undefined, world: World): boolean {
  if (world.mutant('unknown-filtered-columns-are-null')) return true;
  const isThere = entity.columns.some(({ exposed }) => exposed.toLowerCase() === name?.toLowerCase());
  return isThere && world.mutant('filtered-columns-in-any-case');
}

function refuseFault(entity: Entity, fault: TypeFault, world: World): Refusal {
  if (fault.reason !== 'unknown-path') return refuseBad(world, 'The types of the operands do not go together.');
  return refuseBad(
    world,
    `Could not find a property named '${fault.path.names[0]}' on type 'default_namespace.${entity.name}.public.${entity.table}'.`,
  );
}
