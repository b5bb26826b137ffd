import type { World } from '../../kernel/world.ts';
import { columnInUrl, type Entity } from './entity.ts';
import { isRefusal, type Refusal, refuse, refuseBad } from './errors.ts';

/** A column to show, and the name to show it under: the URL's own spelling. */
export interface Selected {
  readonly column: string;
  readonly as: string;
}

/** What a query asks of a read. */
export interface Query {
  /** Undefined: all columns. */
  readonly select: readonly Selected[] | undefined;
  /** Undefined: all rows. */
  readonly first: number | undefined;
}

const known = new Set(['$select', '$filter', '$orderby', '$first', '$after']);

/** Checks a query string; on writes it is checked too, and has no effect (DAB-GET-003). */
export function checkQuery(entity: Entity, query: string | undefined, isRead: boolean, world: World): Query | Refusal {
  let asked: Query = { select: undefined, first: undefined };
  for (const [name, value] of parametersOf(query)) {
    if (!known.has(name)) return refuseBad(world, `Invalid Query Parameter: ${name}`);
    if (name === '$select') {
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
      return refuse(world, 501, 'NotSupported', `The reference server does not evaluate ${name}.`);
    }
  }
  return asked;
}

function readSelect(entity: Entity, value: string, world: World): Selected[] | Refusal {
  const select: Selected[] = [];
  for (const field of value.split(',').map((one) => one.trim())) {
    if (field === '') return refuseBad(world, 'Invalid Field name: null or white space');
    const column = columnInUrl(entity, field);
    if (!column) return refuseBad(world, `Invalid field to be returned requested: ${field}`);
    select.push({ column: column.name, as: field });
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
