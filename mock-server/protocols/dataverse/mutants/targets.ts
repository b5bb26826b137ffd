import type { HttpRequest } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json } from '../../../../core/json.ts';
import type { Exchange } from '../../../kernel/bug.ts';
import { membersOf, withMembers } from '../../../kernel/bugs/other-request.ts';
import { rowsOf } from '../model/rows.ts';
import type { TableRow } from '../model/table-row.ts';
import { tableOf } from './exchanges.ts';

/** The rows that the body of an action lists. */
export function targetsOf(request: HttpRequest): readonly Json[] {
  const targets = membersOf(request)['Targets'];
  return isJsonArray(targets) ? targets : [];
}

/** The row that a target of an action names. */
export function rowOf(exchange: Exchange, target: Json): TableRow | undefined {
  const table = tableOf(exchange);
  const id = isJsonObject(target) ? (target[table.primaryKey] ?? idIn(target['@odata.id'])) : undefined;
  return typeof id === 'string' ? rowsOf(exchange.store, table).get(id.toLowerCase()) : undefined;
}

/** The request with other targets. */
export function withTargets(
  change: (targets: readonly Json[], exchange: Exchange) => readonly Json[],
): (exchange: Exchange) => HttpRequest {
  return (exchange) =>
    withMembers(exchange.request, (name, value) => [
      [name, name === 'Targets' ? change(targetsOf(exchange.request), exchange) : value],
    ]);
}

/** The primary key in a URL; one that has an alternate key leads nowhere here. */
function idIn(url: Json | undefined): string | undefined {
  return typeof url === 'string' ? /\(([0-9a-f-]{36})\)$/i.exec(url)?.[1] : undefined;
}
