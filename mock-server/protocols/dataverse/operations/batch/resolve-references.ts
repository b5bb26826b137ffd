import {
  decodeUtf8,
  type HttpRequest,
  type HttpResponse,
  headerValue,
  splitTarget,
  utf8,
} from '../../../../../core/http.ts';
import { isJsonObject, type Json, jsonObject } from '../../../../../core/json.ts';
import { JsonSyntaxError, parseJson } from '../../../../../core/parse-json.ts';
import { stringifyJson } from '../../../../../core/stringify-json.ts';
import { isRefused } from '../../../../kernel/refused.ts';
import type { Refusal } from '../../refusal.ts';
import { contentIdUnknown } from '../../refusals.ts';
import { parseRoute } from '../../request/parse-route.ts';
import type { WebApiCall } from '../../request/web-api-call.ts';

/** By Content-ID the row that a request of the change set was about. */
export type KnownRows = Map<string, string>;

const reserved = new Set(['batch', 'metadata']);

/** The request with the rows in it that its references to earlier requests ("$1") lead to. */
export function resolveReferences(
  { world }: WebApiCall,
  request: HttpRequest,
  known: KnownRows,
): HttpRequest | Refusal {
  const [, id = '', below = ''] = /^\/?\$(\w+)((?:[/?].*)?)$/.exec(request.target) ?? [];
  const missing: string[] = [];
  const rowNamed = (where: 'URL' | 'body', name: string): string => {
    if (!world.keepsFor(where, 'DV-BAT-005')) return `$${name}`;
    const row = known.get(name);
    if (row === undefined) missing.push(name);
    return row ?? name;
  };
  const target = id === '' || reserved.has(id) ? request.target : `${rowNamed('URL', id)}${below}`;
  const body = decodeUtf8(request.body);
  const json = body.includes('"$') || body.includes('"/$') ? jsonOf(body) : undefined;
  const put = (value: Json, name: string): Json => {
    if (Array.isArray(value)) return value.map((item) => put(item as Json, name));
    if (isJsonObject(value)) return jsonObject(Object.entries(value).map(([key, item]) => [key, put(item, key)]));
    const [, reference] = typeof value === 'string' ? (/^\/?\$(\w+)$/.exec(value) ?? []) : [];
    return reference !== undefined && /@odata\.(?:bind|id)$/.test(name) ? rowNamed('body', reference) : value;
  };
  const resolved = json === undefined ? request.body : utf8(stringifyJson(put(json, '')));
  const [first] = missing;
  return first === undefined ? { ...request, target, body: resolved } : contentIdUnknown(first);
}

function jsonOf(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}

/** The path of the row that a request was about, as its answer tells it. */
export function rowOf(request: HttpRequest, { status, headers, body }: HttpResponse): string {
  const path = splitTarget(request.target).path;
  const told = headerValue(headers, 'OData-EntityId');
  // Below whatever the server is mounted at.
  const [below] = /\/api\/data\/v9\.\d\/.*$/.exec(told ?? '') ?? [];
  if (below !== undefined) return below;
  const route = status === 201 ? parseRoute(request.target) : undefined;
  const row = jsonOf(decodeUtf8(body));
  if (!route || isRefused(route) || route.resource.kind !== 'set' || !isJsonObject(row)) return path;
  return `${path}(${String(row[route.resource.table.primaryKey])})`;
}
