import { type HttpRequest, headerLines } from '../../../../../core/http.ts';
import { jsonEquals } from '../../../../../core/json-equals.ts';
import type { RuleId } from '../../../../../core/rule.ts';
import type { Exchange } from '../../../../kernel/bug.ts';
import type { When } from '../../../../kernel/bugs/answer-otherwise.ts';
import { quiet } from '../../../../kernel/bugs/quiet.ts';
import { withoutField } from '../../../../kernel/bugs/write-otherwise.ts';
import { isRefused } from '../../../../kernel/refused.ts';
import { configurationOf } from '../../model/configuration.ts';
import { type Row, rowKey, rowsOf } from '../../model/rows.ts';
import type { Call } from '../../request/call.ts';
import { readKey } from '../../request/read-key.ts';
import { readRoute } from '../../request/read-route.ts';
import { roleOf } from '../../request/role-of.ts';

/** The header field that asks for a role. */
export const roleField = 'x-ms-api-role';

/** The rules of an update by key that was done. */
export const updates: readonly RuleId[] = ['DAB-PUT-001', 'DAB-PAT-001', 'DAB-IFM-001', 'DAB-IFM-002'];

/** The request of a caller that asks for no role, and so may do everything. */
export function withoutRole({ request }: Exchange): HttpRequest {
  return withoutField(request, roleField);
}

/** Is If-Match a star, on whatever method? */
export function sendsStar({ request }: Exchange): boolean {
  return headerLines(request.headers, 'if-match').join().trim() === '*';
}

/** The request without If-Match. */
export function withoutTag({ request }: Exchange): HttpRequest {
  return withoutField(request, 'if-match');
}

/** Is the endpoint configured so? */
export function inFeature(feature: string): When {
  return ({ world }) => world.features.has(feature);
}

/** What the request of an exchange is about; undefined: no entity. */
export function callOf(exchange: Exchange): Call | undefined {
  const { store, request } = exchange;
  const world = quiet(exchange.world);
  const configuration = configurationOf(world);
  const route = readRoute(request, configuration, world);
  if (isRefused(route)) return undefined;
  const role = roleOf(request, world);
  return { store, request, world, configuration, role: isRefused(role) ? 'authenticated' : role, ...route };
}

/** The row that the URL of a request names. */
export interface Named {
  readonly call: Call;
  /** Its values in the key. */
  readonly key: Row;
  readonly was: Row | undefined;
  readonly is: Row | undefined;
}

/** Reads the key in the URL; undefined: there is none that can be read. */
export function rowOf(exchange: Exchange): Named | undefined {
  const call = callOf(exchange);
  if (!call || call.keyRoute === '') return undefined;
  const read = readKey(call);
  if (isRefused(read)) return undefined;
  const at = rowKey(call.entity, read.values);
  const { before, store } = exchange;
  return {
    call,
    key: read.values,
    was: rowsOf(before, call.entity).get(at),
    is: rowsOf(store, call.entity).get(at),
  };
}

/** Does the URL name a row that was not there? */
export function hasNoRow(exchange: Exchange): boolean {
  const row = rowOf(exchange);
  return row !== undefined && row.was === undefined;
}

/** Did a write leave the row as it was? */
export function isUnchanged(exchange: Exchange): boolean {
  const row = rowOf(exchange);
  return row?.was !== undefined && row.is !== undefined && jsonEquals(row.was, row.is);
}
