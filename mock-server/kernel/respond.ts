import { emptyBody, type HeaderField, type HttpResponse, utf8 } from '../../core/http.ts';
import type { Json } from '../../core/json.ts';
import { stringifyJson } from '../../core/stringify-json.ts';

/** An answer without body. */
export function respondEmpty(status: number, headers: readonly HeaderField[] = []): HttpResponse {
  return { status, headers, body: emptyBody };
}

/** An answer with a JSON body. The content type is the caller's: protocols differ in it. */
export function respondJson(
  status: number,
  contentType: string,
  value: Json,
  headers: readonly HeaderField[] = [],
): HttpResponse {
  return { status, headers: [['Content-Type', contentType], ...headers], body: utf8(stringifyJson(value)) };
}

/** An answer with a text body. */
export function respondText(
  status: number,
  contentType: string,
  text: string,
  headers: readonly HeaderField[] = [],
): HttpResponse {
  return { status, headers: [['Content-Type', contentType], ...headers], body: utf8(text) };
}
