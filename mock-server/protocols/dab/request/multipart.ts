import { decodeUtf8, type HttpRequest, type HttpResponse } from '../../../../core/http.ts';
import type { World } from '../../../kernel/world.ts';
import { respondProblem } from '../problem.ts';
import { mediaTypeOf } from './media-type-of.ts';

/** The framework reads a form first, on any method, and answers itself when it cannot. */
export function refuseMultipart(request: HttpRequest, world: World): HttpResponse | undefined {
  const type = mediaTypeOf(request);
  if (type?.essence !== 'multipart/form-data') return undefined;
  const boundary = type.parameters['boundary'];
  if (boundary !== undefined && decodeUtf8(request.body).includes(`--${boundary}--`)) return undefined;
  const why =
    boundary === undefined
      ? 'Missing content-type boundary.'
      : 'Unexpected end of Stream, the content may have already been read by another component. ';
  return respondProblem(
    400,
    { title: 'One or more validation errors occurred.', errors: { '': [`Failed to read the request form. ${why}`] } },
    world,
  );
}
