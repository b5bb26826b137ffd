import { decodeUtf8, type HttpRequest, type HttpResponse, headerValue } from '../../../../core/http.ts';
import { parseMediaType } from '../../../../core/media-type.ts';
import type { World } from '../../../kernel/world.ts';
import { respondProblem } from '../problem.ts';

/** The framework reads a form first, on any method, and answers itself when it cannot. */
export function refuseMultipart({ headers, body }: HttpRequest, world: World): HttpResponse | undefined {
  const type = parseMediaType(headerValue(headers, 'content-type') ?? '');
  if (type?.essence !== 'multipart/form-data') return undefined;
  const boundary = type.parameters['boundary'];
  const why =
    boundary === undefined
      ? 'Missing content-type boundary.'
      : isWhole(decodeUtf8(body), boundary)
        ? undefined
        : 'Unexpected end of Stream, the content may have already been read by another component. ';
  if (why === undefined || world.mutant('multipart-is-not-read')) return undefined;
  return respondProblem(
    400,
    { title: 'One or more validation errors occurred.', errors: { '': [`Failed to read the request form. ${why}`] } },
    world,
  );
}

function isWhole(text: string, boundary: string): boolean {
  return text.startsWith(`--${boundary}`) && text.trimEnd().endsWith(`--${boundary}--`);
}
