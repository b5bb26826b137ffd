import { decodeUtf8, type HttpRequest, headerValue } from '../../../core/http.ts';
import type { Json } from '../../../core/json.ts';
import { parseMediaType } from '../../../core/media-type.ts';
import { JsonSyntaxError, parseJson } from '../../../core/parse-json.ts';

/** Is the body declared as JSON of any kind (application/json or application/…+json)? */
export function isJsonBody(request: HttpRequest): boolean {
  const type = parseMediaType(headerValue(request.headers, 'Content-Type') ?? '');
  return type !== undefined && /^application\/(json|[^/]+\+json)$/.test(type.essence);
}

/** The body as JSON, or what is wrong with it. */
export function readJsonBody(request: HttpRequest): { readonly json: Json } | { readonly fault: string } {
  const text = decodeUtf8(request.body).replace(/^\uFEFF/, '');
  try {
    return { json: parseJson(text, { maxDepth: 64 }) };
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return { fault: `The body is not valid JSON: ${error.message}. BytePositionInLine: ${error.offset}.` };
  }
}
