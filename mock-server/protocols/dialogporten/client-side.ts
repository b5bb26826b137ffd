import { type HttpRequest, headerValue, splitTarget } from '../../../core/http.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../core/json.ts';
import { stringifyJson } from '../../../core/stringify-json.ts';
import type { ClientSide, Condition, Outcome, ShownRow } from '../../kernel/client-side.ts';
import { membersOf, objectsIn } from '../../kernel/client-values.ts';
import { jsonIn } from '../../kernel/message-in.ts';

/** Dialogporten's service owner API, from the side of those who call it. */
export const clientSide: ClientSide = {
  readRequest: ({ request }) => {
    const { id, below } = placeOf(request);
    const { method, body } = request;
    if (id === undefined)
      return { act: method === 'POST' && below === '' ? 'create' : method === 'GET' ? 'read' : 'other' };
    const named = { row: id, ...conditionOf(request) };
    if (method === 'GET') return { act: 'read', ...(below === '' ? { row: id } : {}) };
    if (below === '' && method === 'PATCH') return { act: 'update', ...named, sets: setByPatch(jsonIn({ body })) };
    if (below === '' && method === 'PUT')
      return { act: 'update', ...named, sets: membersOf(jsonIn({ body })), whole: true };
    return method === 'DELETE' || /^\/actions\/purge$/i.test(below)
      ? { act: 'delete', ...named }
      : { act: 'other', ...named };
  },
  readReply: (_, { act, row }, { status, headers, body }) => {
    const tag = headerValue(headers, 'etag');
    const shown = act === 'read' ? shownDialogs(jsonIn({ body }), row === undefined ? undefined : tag) : [];
    // A write answers the revision that it has made; it is of the dialog, also where a child was written.
    const told = row !== undefined && tag !== undefined && shown.length === 0;
    return {
      outcome: outcomeOf(status),
      shows: told ? [{ row, token: tag, values: new Map() }] : shown,
    };
  },
};

function placeOf({ target }: HttpRequest): { readonly id?: string; readonly below: string } {
  const [, id, below = ''] =
    /\/serviceowner\/dialogs(?:\/([0-9a-f-]{36}))?(\/.*?)?\/?$/i.exec(splitTarget(target).path) ?? [];
  return { ...(id === undefined ? {} : { id: id.toLowerCase() }), below };
}

/** What a JSON Patch sets, by the first member of each path: where it tests or removes, nothing can be told. */
function setByPatch(json: Json | undefined): Map<string, string> {
  const pairs = objectsIn(json).flatMap(({ op, path, value }) => {
    if ((op !== 'replace' && op !== 'add') || typeof path !== 'string' || value === undefined) return [];
    return [[path.replace(/^\//, ''), stringifyJson(value)] as const];
  });
  return new Map(pairs);
}

function shownDialogs(json: Json | undefined, tag: string | undefined): readonly ShownRow[] {
  if (!isJsonObject(json)) return [];
  const { items } = json;
  return items === undefined ? shownDialog(json, tag) : objectsIn(items).flatMap((item) => shownDialog(item));
}

function shownDialog(item: JsonObject, tag?: string): readonly ShownRow[] {
  const { id, revision } = item;
  if (typeof id !== 'string') return [];
  const token = tag ?? (typeof revision === 'string' ? revision : undefined);
  return [{ row: id.toLowerCase(), ...(token === undefined ? {} : { token }), values: membersOf(item) }];
}

function conditionOf({ headers }: HttpRequest): { readonly condition?: Condition } {
  const value = headerValue(headers, 'if-match');
  return value === undefined ? {} : { condition: { kind: 'version', token: value } };
}

function outcomeOf(status: number): Outcome {
  if (status === 412) return 'conflict';
  if (status === 429 || status === 503) return 'throttled';
  if (status === 401) return 'unauthenticated';
  return status < 400 ? 'done' : 'refused';
}
