import { isGuid } from '../../../../core/guid.ts';
import { type HttpRequest, type HttpResponse, headerValue } from '../../../../core/http.ts';
import type { World } from '../../../kernel/world.ts';

const name = 'x-ms-correlation-id';

/** Adds the correlation id: the client's if it is a GUID, else a fresh one. */
export function correlate(request: HttpRequest, response: HttpResponse, world: World): HttpResponse {
  if (isBare(response) && world.keeps('DAB-ENV-011')) return response;
  const sent = headerValue(request.headers, name);
  const echoed = sent !== undefined && isGuid(sent.replace(/^[({]|[)}]$/g, '')) && world.keeps('DAB-ENV-005');
  if (!echoed && !world.keeps('DAB-ENV-012')) return response;
  const id = echoed ? respell(sent, world) : world.uuid(4);
  return { ...response, headers: [...response.headers, [name, id]] };
}

/** Unhandled failures leave the pipeline before the header is set, and the web server's own refusals never enter it. */
function isBare({ status, body }: HttpResponse): boolean {
  return body.length === 0 && (status === 500 || status === 400);
}

function respell(id: string, world: World): string {
  return world.variant('correlation-id-in-capitals') ? id.toUpperCase() : id;
}
