import { decodeUtf8, type HttpResponse } from '../../core/http.ts';
import { isJsonObject, type Json } from '../../core/json.ts';
import { JsonSyntaxError, parseJson } from '../../core/parse-json.ts';

/** What a message says in JSON; undefined: nothing, or something else. */
export function jsonIn({ body }: Pick<HttpResponse, 'body'>): Json | undefined {
  try {
    return parseJson(decodeUtf8(body));
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}

/** The text at the end of a path of members in an answer; undefined: there is none. */
export function messageIn(response: HttpResponse, ...path: readonly string[]): string | undefined {
  let value = jsonIn(response);
  for (const name of path) value = isJsonObject(value) ? value[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}
