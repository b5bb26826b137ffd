import { decodeUtf8, type HttpResponse, headerValue, utf8 } from '../../core/http.ts';
import type { Json } from '../../core/json.ts';
import { parseMediaType } from '../../core/media-type.ts';
import { JsonSyntaxError, parseJson } from '../../core/parse-json.ts';
import { stringifyJson } from '../../core/stringify-json.ts';

/** Rewrites a JSON body and its Content-Length; anything that is not JSON stays byte for byte. */
export function changeJsonBody(response: HttpResponse, change: (json: Json) => Json): HttpResponse {
  if (response.body.length === 0 || !isJsonType(headerValue(response.headers, 'content-type'))) return response;
  const json = read(response.body);
  if (json === undefined) return response;
  const body = utf8(stringifyJson(change(json)));
  const headers = response.headers.map(([name, value]) =>
    name.toLowerCase() === 'content-length' ? ([name, String(body.length)] as const) : ([name, value] as const),
  );
  return { ...response, headers, body };
}

function isJsonType(contentType: string | undefined): boolean {
  const essence = contentType === undefined ? undefined : parseMediaType(contentType)?.essence;
  return essence !== undefined && (essence === 'application/json' || essence.endsWith('+json'));
}

function read(body: Uint8Array): Json | undefined {
  try {
    return parseJson(decodeUtf8(body));
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}
