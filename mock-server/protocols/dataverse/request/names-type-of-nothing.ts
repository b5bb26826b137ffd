import { type HttpRequest, headerValue } from '../../../../core/http.ts';

/** Does a request name the type of a body that it does not have? */
export function namesTypeOfNothing({ headers, body }: HttpRequest): boolean {
  return headerValue(headers, 'content-type') !== undefined && body.length === 0;
}
