import type { Exchange } from '../../../../kernel/bug.ts';
import type { When } from '../../../../kernel/bugs/answer-otherwise.ts';
import { type Entity, keyColumns } from '../../model/entity.ts';
import { callOf, rowOf, sendsStar } from './exchanges.ts';

/** How an entity's rows are named: by one column or several that the client assigns, or by what the database makes. */
export type KeyKind = 'single' | 'composite' | 'generated' | 'partly-generated';

/** What a form of write looks like (spec/dab/writes.yaml). */
export interface WriteShape {
  readonly method: 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  readonly key: KeyKind;
  /** With If-Match "*". */
  readonly star?: boolean;
  /** Without a key in its URL, though it is no POST. */
  readonly keyless?: boolean;
  /** Is the row there? Default: never asked. */
  readonly exists?: boolean;
  /** By a role that may not read. */
  readonly blind?: boolean;
}

/** Is a request of this form? */
export function ofShape({ method, key, star = false, keyless = false, exists, blind = false }: WriteShape): When {
  return (exchange) => {
    if (exchange.request.method !== method) return false;
    const call = callOf(exchange);
    if (!call || keyKind(call.entity) !== key || isBlind(call) !== blind) return false;
    if (method === 'POST') return true;
    if ((call.keyRoute === '') !== keyless || (method !== 'DELETE' && sendsStar(exchange) !== star)) return false;
    return exists === undefined || isThere(exchange) === exists;
  };
}

function isThere(exchange: Exchange): boolean {
  return rowOf(exchange)?.was !== undefined;
}

function keyKind(entity: Entity): KeyKind {
  const columns = keyColumns(entity);
  const made = columns.filter(({ generated }) => generated !== undefined).length;
  if (made > 0) return made === columns.length ? 'generated' : 'partly-generated';
  return columns.length > 1 ? 'composite' : 'single';
}

function isBlind({ entity, role }: NonNullable<ReturnType<typeof callOf>>): boolean {
  return Object.hasOwn(entity.roles, role) && entity.roles[role]?.read === undefined;
}
