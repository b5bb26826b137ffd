import type { World } from '../../kernel/world.ts';
import type { Call } from './call.ts';
import type { Entity } from './entity.ts';
import { isRefusal, type Refusal, refuseBad, refuseEmpty } from './errors.ts';
import type { Shown } from './present-row.ts';
import { columnInUrl } from './read-key.ts';

/** What a query asks of a read. */
export interface Query {
  /** Undefined: all columns. */
  readonly select: readonly Shown[] | undefined;
  /** Undefined: all rows. */
  readonly first: number | undefined;
}

const known = new Set(['$select', '$filter', '$orderby', '$first', '$after']);

/** Checks a query string; on writes it is checked too, and has no effect (DAB-GET-003). */
export function checkQuery({ entity, world }: Call, query: string | undefined, isRead: boolean): Query | Refusal {
  let asked: Query = { select: undefined, first: undefined };
  for (const [name, value] of parametersOf(query)) {
    if (!known.has(name)) {
      if (world.keeps('DAB-GET-003')) return refuseBad(world, `Invalid Query Parameter: ${name}`);
    } else if (name === '$select') {
      const select = readSelect(entity, value, world);
      if (isRefusal(select)) return select;
      asked = { ...asked, select };
    } else if (name === '$first') {
      if (!/^(-1|[1-9]\d*)$/.test(value))
        return refuseBad(
          world,
          `Invalid number of items requested, $first must be -1 or an integer greater than 0. Actual value: ${value}`,
        );
      asked = { ...asked, first: value === '-1' ? undefined : Number(value) };
    } else if (isRead) {
      return refuseEmpty(501);
    }
  }
  return asked;
}

function readSelect(entity: Entity, value: string, world: World): Shown[] | Refusal {
  const select: Shown[] = [];
  for (const field of value.split(',').map((one) => one.trim())) {
    if (field === '') return refuseBad(world, 'Invalid Field name: null or white space');
    const column = columnInUrl(entity, field, world);
    if (!column) return refuseBad(world, `Invalid field to be returned requested: ${field}`);
    select.push({ column, as: field });
  }
  return select;
}

function parametersOf(query = ''): (readonly [name: string, value: string])[] {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [decode(name), decode(value.join('='))] as const;
    });
}

/** A malformed escape stays as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
