import { type HttpRequest, headerValue } from '../../../../core/http.ts';
import { type MediaType, parseMediaType } from '../../../../core/media-type.ts';

/** The media type of a body. Undefined: none is named, or nothing that is one. */
export function mediaTypeOf({ headers }: HttpRequest): MediaType | undefined {
  const named = headerValue(headers, 'content-type');
  return named === undefined ? undefined : parseMediaType(named);
}
