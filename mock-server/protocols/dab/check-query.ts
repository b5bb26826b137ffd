import type { World } from '../../kernel/world.ts';
import type { Entity } from './entities.ts';
import { type Refusal, refuse } from './errors.ts';

/** What a query asks of a read. */
export interface Query {
  /** Columns to show; undefined: all. */
  readonly select: readonly string[] | undefined;
  readonly first: number | undefined;
}

const known = new Set(['$select', '$filter', '$orderby', '$first', '$after']);

/** Checks a query string; on writes it is checked too, and has no effect (DAB-GET-003). */
export function checkQuery(entity: Entity, query: string | undefined, isRead: boolean, world: World): Query | Refusal {
  const bad = (message: string): Refusal => refuse(world, 400, 'BadRequest', message);
  const parameters = (query ?? '')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [decode(name), decode(value.join('='))] as const;
    });
  const unknown = parameters.find(([name]) => !known.has(name));
  if (unknown) return bad(`Invalid Query Parameter: ${unknown[0]}`);
  let select: string[] | undefined;
  let first: number | undefined;
  for (const [name, value] of parameters) {
    if (name === '$select') {
      select = [];
      for (const field of value.split(',')) {
        const column = entity.columns.find((one) => one.name.toLowerCase() === field.trim().toLowerCase());
        if (field.trim() === '') return bad('Invalid Field name: null or white space');
        if (!column) return bad(`Invalid field to be returned requested: ${field}`);
        select.push(column.name);
      }
    } else if (name === '$first') {
      first = Number(value);
      if (!/^(-1|[1-9]\d*)$/.test(value))
        return bad(
          `Invalid number of items requested, $first must be -1 or an integer greater than 0. Actual value: ${value}`,
        );
    } else if (isRead) {
      return refuse(world, 501, 'NotSupported', `The reference server does not evaluate ${name}.`);
    }
  }
  return { select, first: first === -1 ? undefined : first };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
