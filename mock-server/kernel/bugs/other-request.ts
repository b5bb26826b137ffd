import { decodeUtf8, type HeaderField, type HttpRequest, splitTarget, utf8 } from '../../../core/http.ts';
import { isJsonObject, type Json, type JsonObject, jsonObject } from '../../../core/json.ts';
import { JsonSyntaxError, parseJson } from '../../../core/parse-json.ts';
import { stringifyJson } from '../../../core/stringify-json.ts';
import { withoutField } from './write-otherwise.ts';

/** The request with this field in place of those of the same name. */
export function withField(request: HttpRequest, [name, value]: HeaderField): HttpRequest {
  return { ...request, headers: [...withoutField(request, name).headers, [name, value]] };
}

/** The request with this text as its body. */
export function withText(request: HttpRequest, text: string): HttpRequest {
  return { ...request, body: utf8(text) };
}

/** The JSON of a body; undefined: it is none. */
export function jsonOf({ body }: HttpRequest): Json | undefined {
  try {
    return parseJson(decodeUtf8(body));
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}

/** The members of a body; none, unless it is a JSON object. */
export function membersOf(request: HttpRequest): JsonObject {
  const json = jsonOf(request);
  return isJsonObject(json) ? json : {};
}

/** The request with other members in its body: each by itself becomes some, or none. */
export function withMembers(
  request: HttpRequest,
  change: (name: string, value: Json) => readonly (readonly [string, Json])[],
): HttpRequest {
  const members = Object.entries(membersOf(request)).flatMap(([name, value]) => change(name, value));
  return withText(request, stringifyJson(jsonObject(members)));
}

/** The value of a query option, decoded, by its exact name. */
export function optionOf({ target }: HttpRequest, name: string): string | undefined {
  return optionsOf(target).find(([option]) => option === name)?.[1];
}

/** The request with other query options: each by itself becomes another, or undefined: is left out. */
export function withOptions(
  request: HttpRequest,
  change: (name: string, value: string) => readonly [name: string, value: string] | undefined,
): HttpRequest {
  const { path } = splitTarget(request.target);
  const options = optionsOf(request.target).flatMap(([name, value, raw]) => {
    const [otherName, otherValue] = change(name, value) ?? [];
    if (otherName === undefined || otherValue === undefined) return [];
    return [otherName === name && otherValue === value ? raw : `${otherName}=${encodeURIComponent(otherValue)}`];
  });
  return { ...request, target: options.length === 0 ? path : `${path}?${options.join('&')}` };
}

function optionsOf(target: string): (readonly [name: string, value: string, raw: string])[] {
  const { query = '' } = splitTarget(target);
  return query.split('&').flatMap((raw) => {
    const [name, value] = [...new URLSearchParams(raw)][0] ?? [];
    return name === undefined || value === undefined ? [] : [[name, value, raw]];
  });
}
