import { isJsonObject, type Json, type JsonObject } from '../../../core/json.ts';
import { stringifyJson } from '../../../core/stringify-json.ts';
import type { Call } from '../../kernel/call.ts';
import type { ClientRequest, ClientSide, Condition, Outcome, ShownRow } from '../../kernel/client-side.ts';
import { membersOf, objectsIn } from '../../kernel/client-values.ts';
import { jsonIn } from '../../kernel/message-in.ts';
import { respondJson } from '../../kernel/respond.ts';
import { findDefinition } from './model/definitions.ts';
import { fragmentsOf } from './model/fragment-row.ts';
import { jsonType } from './refuse.ts';
import { type FoundRoute, findRoute } from './request/routes.ts';

/** Matrix42's data services, from the side of those who call them. A fragment's version token is its member TimeStamp. */
export const clientSide: ClientSide = {
  readRequest: (call) => {
    const route = findRoute(call.request);
    if (route.kind !== 'found') return { act: 'other' };
    const { operation, name, id } = route;
    if (operation === 'exchange-token') return { act: 'sign-in' };
    if (/^(?:read|list)-/.test(operation)) return { act: 'read', ...(id === '' ? {} : { row: rowName(name, id) }) };
    if (operation === 'create-fragment') return { act: 'create' };
    if (operation === 'delete-fragment') return { act: 'delete', row: rowName(name, id) };
    return operation === 'update-fragment' ? updateOf(call, name) : { act: 'other' };
  },
  readReply: (call, request, { status, body }) => {
    const route = findRoute(call.request);
    const json = jsonIn({ body });
    return {
      outcome: outcomeOf(status, json, request),
      shows: route.kind === 'found' && /^(?:read|list)-fragment/.test(route.operation) ? shownRows(route, json) : [],
    };
  },
  nothingDone: () => respondJson(200, jsonType, null),
};

/** Letter case of definitions and ids means nothing. */
function rowName(name: string, id: string): string {
  return `${name}/${id}`.toLowerCase();
}

function updateOf({ request, store, world }: Call, name: string): ClientRequest {
  const json = jsonIn(request);
  if (!isJsonObject(json)) return { act: 'update' };
  const { ID: id, TimeStamp: token } = json;
  const condition: Condition | undefined =
    token === undefined || token === null
      ? undefined
      : { kind: 'version', token: typeof token === 'string' ? token : stringifyJson(token) };
  const definition = findDefinition(name, world.edition);
  const row = definition && typeof id === 'string' ? fragmentsOf(store, definition).get(id.toLowerCase()) : undefined;
  const stale = condition !== undefined && row !== undefined && row.timeStamp !== token;
  return {
    act: 'update',
    ...(typeof id === 'string' ? { row: rowName(name, id) } : {}),
    ...(condition ? { condition } : {}),
    ...(stale ? { stale } : {}),
    sets: membersOf(json, isPlumbing),
  };
}

function isPlumbing(name: string): boolean {
  return name === 'ID' || name === 'TimeStamp' || name.startsWith('Expression-') || name === 'DisplayString';
}

function shownRows({ name }: FoundRoute, json: Json | undefined): readonly ShownRow[] {
  if (!isJsonObject(json)) return objectsIn(json).flatMap((item) => shownRow(name, item));
  // With schema-info the fragment, or the list, is in Result.
  const { Result: result = json } = json;
  return isJsonObject(result) ? shownRow(name, result) : objectsIn(result).flatMap((item) => shownRow(name, item));
}

function shownRow(name: string, item: JsonObject): readonly ShownRow[] {
  const { ID: id, TimeStamp: token } = item;
  if (typeof id !== 'string') return [];
  return [
    {
      row: rowName(name, id),
      ...(typeof token === 'string' ? { token } : {}),
      values: membersOf(item, isPlumbing),
    },
  ];
}

/** A conflict has no status of its own: an update that fails is one if it names a state that is over. */
function outcomeOf(status: number, json: Json | undefined, { stale }: ClientRequest): Outcome {
  if (status === 200 && json === null) return 'nothing';
  if (status === 500 && stale) return 'conflict';
  if (status === 429 || status === 502 || status === 503 || status === 504) return 'throttled';
  if (status === 401) return 'unauthenticated';
  return status < 400 ? 'done' : 'refused';
}
