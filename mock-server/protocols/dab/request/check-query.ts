import { checkFilter, type TypeFault, typeOfExpression } from '../../../kernel/odata/check-types.ts';
import { type Expression, nodesOf } from '../../../kernel/odata/expression.ts';
import { parseFilter } from '../../../kernel/odata/parse-filter.ts';
import { type OrderItem, parseOrderBy } from '../../../kernel/odata/parse-order-by.ts';
import { readQuery } from '../../../kernel/odata/read-query.ts';
import { isRefused, type Refused } from '../../../kernel/refused.ts';
import type { World } from '../../../kernel/world.ts';
import { refuseBad } from '../errors.ts';
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
export function checkQuery({ request, entity, query, world }: Call): Query | Refused {
  let asked = nothing;
  for (const { name, value } of readQuery(query)) {
    const part = readers.get(name)?.(entity, value, world) ?? readUnknown(name, request.method, world);
    if (isRefused(part)) return part;
    asked = { ...asked, ...part };
  }
  return asked;
}

type Reader = (entity: Entity, value: string, world: World) => Part | Refused;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['$select', readSelect],
  ['$filter', readFilter],
  ['$orderby', readOrderBy],
  ['$first', (_, value, world) => readFirst(value, world)],
  ['$after', (_, after) => ({ after })],
]);

function readUnknown(name: string, method: string, world: World): Part | Refused {
  return world.keepsFor(method, 'DAB-GET-003') ? refuseBad(world, `Invalid Query Parameter: ${name}`) : {};
}

function readSelect(entity: Entity, value: string, world: World): Part | Refused {
  const select: Shown[] = [];
  for (const field of value.split(',')) {
    if (field === '') return refuseBad(world, 'Invalid Field name: null or white space');
    const column = columnInUrl(entity, field, world);
    if (column) select.push({ column, as: field });
    else if (world.keepsFor('$select of an unknown column', 'DAB-GET-003'))
      return refuseBad(world, `Invalid field to be returned requested: ${field}`);
  }
  return { select };
}

function readFilter(entity: Entity, value: string, world: World): Part | Refused {
  const filter = parseFilter(value);
  if (!filter.ok || ([...nodesOf(filter.value)].some(({ kind }) => kind === 'call') && world.keeps('DAB-LST-006')))
    return refuseBad(world, '$filter query parameter is not well formed.');
  const fault = checkFilter(filter.value, (path) => typeAt(entity, path));
  return fault && world.keepsFor(`$filter of ${fault.reason}`, 'DAB-GET-003')
    ? refuseFault(entity, fault, world)
    : { filter: filter.value };
}

function readOrderBy(entity: Entity, value: string, world: World): Part | Refused {
  const orderBy = parseOrderBy(value);
  if (!orderBy.ok) {
    const { position, token } = orderBy.error;
    return refuseBad(world, `Syntax error at position ${position + token.length} in '${value}'.`);
  }
  for (const { expression } of orderBy.value) {
    const fault = typeOfExpression(expression, (path) => typeAt(entity, path));
    if (typeof fault === 'object' && world.keepsFor(`$orderby of ${fault.reason}`, 'DAB-GET-003'))
      return refuseFault(entity, fault, world);
    if (expression.kind !== 'path' && world.keepsFor('$orderby of an expression', 'DAB-GET-003'))
      return refuseBad(world, 'OrderBy property is not supported.');
  }
  return { orderBy: orderBy.value };
}

function readFirst(value: string, world: World): Part | Refused {
  const isNumber = /^(-1|0|[1-9]\d*)$/.test(value);
  if (isNumber && (value !== '0' || !world.keepsFor('$first=0', 'DAB-GET-003')))
    return { first: value === '-1' ? undefined : Number(value) };
  return refuseBad(
    world,
    `Invalid number of items requested, $first must be -1 or an integer greater than 0. Actual value: ${value}`,
  );
}

function refuseFault(entity: Entity, fault: TypeFault, world: World): Refused {
  if (fault.reason !== 'unknown-path') return refuseBad(world, 'The types of the operands do not go together.');
  return refuseBad(
    world,
    `Could not find a property named '${fault.path.names[0]}' on type 'default_namespace.${entity.name}.public.${entity.table}'.`,
  );
}
