import { type HttpRequest, headerValue } from '../../../core/http.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../core/json.ts';
import type { Call } from '../../kernel/call.ts';
import type { ClientRequest, ClientSide, Condition, Outcome, ShownRow } from '../../kernel/client-side.ts';
import { membersOf, objectsIn } from '../../kernel/client-values.ts';
import { jsonIn } from '../../kernel/message-in.ts';
import { isRefused } from '../../kernel/refused.ts';
import type { TableModel } from './model/table.ts';
import { locateRow } from './request/locate-row.ts';
import { parseRoute, type Resource } from './request/parse-route.ts';

/** The Dataverse Web API, from the side of those who call it. */
export const clientSide: ClientSide = {
  readRequest: (call) => {
    const { request } = call;
    const resource = resourceOf(call);
    if (!resource || !('table' in resource)) return { act: 'other' };
    const row = rowOf(call, resource);
    const named = row === undefined ? {} : { row };
    const { kind } = resource;
    if (request.method === 'GET') return { act: 'read', ...named };
    if (kind === 'set' && request.method === 'POST') return { act: 'create' };
    if (kind === 'row' && request.method === 'PATCH')
      return { act: 'update', ...named, ...conditionOf(request), sets: setByPatch(request) };
    if (kind === 'row' && request.method === 'DELETE') return { act: 'delete', ...named, ...conditionOf(request) };
    if (kind === 'property' && (request.method === 'PUT' || request.method === 'DELETE')) {
      const value = request.method === 'PUT' ? membersOf(jsonIn(request)).get('value') : 'null';
      return {
        act: 'update',
        ...named,
        ...conditionOf(request),
        sets: new Map([[resource.property, value ?? 'null']]),
      };
    }
    return { act: 'other', ...named };
  },
  readReply: (call, request, { status, headers, body }) => {
    const resource = resourceOf(call);
    const shows = resource && 'table' in resource ? shownRows(resource.table, jsonIn({ body })) : [];
    // A write that answers no row may answer the tag of what it has made.
    const tag = headerValue(headers, 'etag');
    const told = shows.length === 0 && request.row !== undefined && tag !== undefined;
    return {
      outcome: outcomeOf(status, request),
      shows: told ? [{ row: request.row, token: tag, values: new Map() }] : shows,
    };
  },
};

function resourceOf({ request }: Call): Resource | undefined {
  const route = parseRoute(request.target);
  return isRefused(route) ? undefined : route.resource;
}

/** The row by its primary key, whatever key the request names it by; one that is not there, by the key itself. */
function rowOf(call: Call, resource: Resource): string | undefined {
  if (!('table' in resource && 'key' in resource)) return undefined;
  const { table } = resource;
  const found = locateRow(call, table, resource.key);
  return isRefused(found) ? undefined : `${table.setName}(${found.row?.id ?? found.id ?? found.keyText})`;
}

/** A status goes with its state, also where it stays what it was: so the documents want it. */
function setByPatch(request: HttpRequest): Map<string, string> {
  const sets = membersOf(jsonIn(request), isAside);
  if (sets.has('statecode')) sets.delete('statuscode');
  return sets;
}

/** Annotations, and bindings of other rows: no state of columns. */
function isAside(name: string): boolean {
  return name.includes('@');
}

function shownRows(table: TableModel, json: Json | undefined): readonly ShownRow[] {
  if (!isJsonObject(json)) return [];
  const list = json['value'];
  return Array.isArray(list) ? objectsIn(list).flatMap((item) => shownRow(table, item)) : shownRow(table, json);
}

function shownRow({ setName, primaryKey }: TableModel, item: JsonObject): readonly ShownRow[] {
  const [id, tag] = [item[primaryKey], item['@odata.etag']];
  if (typeof id !== 'string') return [];
  return [
    { row: `${setName}(${id})`, ...(typeof tag === 'string' ? { token: tag } : {}), values: membersOf(item, isAside) },
  ];
}

function conditionOf({ headers }: HttpRequest): { readonly condition?: Condition } {
  const [match, none] = [headerValue(headers, 'if-match'), headerValue(headers, 'if-none-match')];
  if (match !== undefined) return { condition: match === '*' ? { kind: 'there' } : { kind: 'version', token: match } };
  return none === '*' ? { condition: { kind: 'not-there' } } : {};
}

function outcomeOf(status: number, { act, condition }: ClientRequest): Outcome {
  const writes = act === 'update' || act === 'delete';
  if (status === 412 && writes && condition?.kind !== 'not-there') return 'conflict';
  if (status === 429 || status === 503) return 'throttled';
  if (status === 401) return 'unauthenticated';
  return status < 400 ? 'done' : 'refused';
}
