import { type HttpRequest, headerValue } from '../../../core/http.ts';
import { isJsonObject, type JsonObject } from '../../../core/json.ts';
import { stringifyJson } from '../../../core/stringify-json.ts';
import type { Call } from '../../kernel/call.ts';
import type { ClientSide, Condition, Outcome, ShownRow } from '../../kernel/client-side.ts';
import { membersOf, objectsIn } from '../../kernel/client-values.ts';
import { jsonIn } from '../../kernel/message-in.ts';
import { isRefused } from '../../kernel/refused.ts';
import { configurationOf } from './model/configuration.ts';
import type { Entity } from './model/entity.ts';
import { columnInUrl } from './request/read-key.ts';
import { readRoute } from './request/read-route.ts';

/** Data API builder, from the side of those who call it. It has no version tokens: If-Match takes "*" alone. */
export const clientSide: ClientSide = {
  readRequest: (call) => {
    const place = placeOf(call);
    if (!place) return { act: 'other' };
    const { entity, row } = place;
    const named = row === undefined ? {} : { row };
    const condition = conditionOf(call.request);
    switch (call.request.method) {
      case 'GET':
        return { act: 'read', ...named };
      case 'POST':
        return { act: 'create' };
      case 'DELETE':
        return { act: 'delete', ...named };
      case 'PUT':
      case 'PATCH': {
        const isKey = (name: string): boolean => keyNames(entity).includes(name);
        const update = { ...named, ...condition, sets: membersOf(jsonIn(call.request), isKey) };
        return { act: 'update', ...update, ...(call.request.method === 'PUT' ? { whole: true as const } : {}) };
      }
      default:
        return { act: 'other' };
    }
  },
  readReply: (call, { act, row, condition }, { status, body }) => {
    const place = placeOf(call);
    const json = jsonIn({ body });
    const rows = place && isJsonObject(json) ? objectsIn(json['value']) : [];
    const shows = place ? rows.flatMap((shown) => shownRow(place.entity, shown)) : [];
    return { outcome: outcomeOf(status, act === 'update' && row !== undefined && condition !== undefined), shows };
  },
};

function placeOf({ request, world }: Call): { readonly entity: Entity; readonly row?: string } | undefined {
  const route = readRoute(request, configurationOf(world), world);
  if (isRefused(route)) return undefined;
  const { entity, keyRoute } = route;
  const parts = keyRoute.split('/').map((part) => decodeURIComponent(part));
  const values = new Map<string, string>();
  for (const [index, text] of parts.entries()) {
    const name = index % 2 === 1 ? columnInUrl(entity, parts[index - 1] ?? '', world)?.name : undefined;
    if (name !== undefined) values.set(name, text);
  }
  const row = values.size === entity.key.length ? rowName(entity, (name) => values.get(name)) : undefined;
  return { entity, ...(row === undefined ? {} : { row }) };
}

function rowName({ path, key }: Entity, textOf: (column: string) => string | undefined): string {
  return `${path}/${key.map((name) => textOf(name) ?? '').join('/')}`;
}

function keyNames({ key, columns }: Entity): readonly string[] {
  return columns.filter(({ name }) => key.includes(name)).map(({ exposed }) => exposed);
}

function shownRow(entity: Entity, shown: JsonObject): ShownRow | [] {
  const exposed = new Map(entity.columns.map(({ name, exposed }) => [name, exposed]));
  const textOf = (column: string): string | undefined => {
    const value = shown[exposed.get(column) ?? column];
    return value === undefined ? undefined : typeof value === 'string' ? value : stringifyJson(value);
  };
  return entity.key.every((name) => textOf(name) !== undefined)
    ? { row: rowName(entity, textOf), values: membersOf(shown) }
    : [];
}

function conditionOf({ headers }: HttpRequest): { readonly condition?: Condition } {
  const value = headerValue(headers, 'if-match');
  if (value === undefined) return {};
  return { condition: value === '*' ? { kind: 'there' } : { kind: 'version', token: value } };
}

/** A 404 for an update says that it was to be there, and is not. */
function outcomeOf(status: number, conditional: boolean): Outcome {
  if (status === 404 && conditional) return 'conflict';
  if (status === 429 || status === 503) return 'throttled';
  if (status === 401) return 'unauthenticated';
  return status < 300 ? 'done' : 'refused';
}
