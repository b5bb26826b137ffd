import { emptyBody, type HttpResponse, utf8 } from '../../core/http.ts';
import { isJsonArray, isJsonObject, type Json, jsonObject } from '../../core/json.ts';
import { stringifyJson } from '../../core/stringify-json.ts';
import { jsonOf } from './answer-class.ts';
import { type BodyPlace, type Change, type How, replacement } from './change.ts';
import { otherText, otherValue } from './other-value.ts';

/** The answer with the change; where there is nothing to change, the answer as it was. Pure. */
export function applyChange(response: HttpResponse, change: Change): HttpResponse {
  if (change.kind === 'status') return { ...response, status: change.to };
  if (change.kind === 'body') return withBody(response, emptyBody);
  if (change.kind === 'header') return changeHeader(response, change.name, change.how);
  const json = jsonOf(response.body);
  return json === undefined
    ? response
    : withBody(response, utf8(stringifyJson(changeMember(json, change.place, change.how))));
}

function changeHeader(response: HttpResponse, changed: string, how: How): HttpResponse {
  const headers = response.headers.flatMap(([name, value]) => {
    if (name.toLowerCase() !== changed) return [[name, value] as const];
    return how === 'dropped' ? [] : [[name, how === 'replaced' ? replacement : otherHeader(changed, value)] as const];
  });
  return { ...response, headers };
}

function otherHeader(name: string, value: string): string {
  return name === 'content-type' ? 'text/plain; charset=utf-8' : otherText(value);
}

/** A body of another length; where the server says how long it is, it still says so. */
function withBody(response: HttpResponse, body: Uint8Array): HttpResponse {
  const headers = response.headers.map(([name, value]) =>
    name.toLowerCase() === 'content-length' ? ([name, String(body.length)] as const) : ([name, value] as const),
  );
  return { ...response, headers, body };
}

function changeMember(json: Json, [name, ...inside]: BodyPlace, how: How): Json {
  if (name === undefined) return how === 'replaced' ? replacement : (otherValue(json) ?? json);
  if (isJsonArray(json)) return name === '*' ? json.map((item) => changeMember(item, inside, how)) : json;
  if (!isJsonObject(json)) return json;
  const last = inside.length === 0;
  return jsonObject(
    Object.entries(json).flatMap(([member, value]) => {
      if (name !== '*' && member !== name) return [[member, value] as const];
      return last && how === 'dropped' ? [] : [[member, changeMember(value, inside, how)] as const];
    }),
  );
}
