import { decodeUtf8, type HttpRequest, type HttpResponse, headerLines } from '../../../../core/http.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../../core/json.ts';
import { parseMediaType } from '../../../../core/media-type.ts';
import { parseJson } from '../../../../core/parse-json.ts';
import { type Refused, refusedWith } from '../../../kernel/refused.ts';
import type { World } from '../../../kernel/world.ts';
import { refuse } from '../refuse.ts';

/** 415 unless the body is declared as JSON; parameters such as a charset are free (M42-HDR-002). */
export function refuseMediaType(request: HttpRequest, world: World): HttpResponse | undefined {
  const type = parseMediaType(headerLines(request.headers, 'content-type')[0] ?? '');
  const fits = type?.essence === 'application/json' || type?.essence === 'text/json';
  if (fits) return undefined;
  return refuse(world, 415, { name: 'UnsupportedMediaType', message: 'The content must be application/json.' });
}

/** The body as a JSON object, or the refusal. JSON is UTF-8 whether or not the Content-Type says so. */
export function readBody(request: HttpRequest, world: World): { readonly object: JsonObject } | Refused {
  let value: Json | undefined;
  try {
    value = parseJson(decodeUtf8(request.body));
  } catch {
    value = undefined;
  }
  if (isJsonObject(value)) return { object: value };
  return refusedWith(refuse(world, 400, { name: 'InvalidBody', message: 'The content must be a JSON object.' }));
}
