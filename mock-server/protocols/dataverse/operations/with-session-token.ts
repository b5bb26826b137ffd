import type { HttpResponse } from '../../../../core/http.ts';
import type { WebApiCall } from '../request/web-api-call.ts';

/** The token by which later reads see this write to an elastic table. A deletion tells none, as is known. */
export function withSessionToken({ request, resource, store, world }: WebApiCall, answer: HttpResponse): HttpResponse {
  const writes = request.method === 'POST' || request.method === 'PATCH';
  const single = resource.kind === 'set' || resource.kind === 'row';
  if (!writes || !single || !resource.table.elastic || !world.keeps('DV-ELA-003')) return answer;
  const token = `240:8#${store.next('session', 144_035_050n)}#7=-1`;
  return { ...answer, headers: [...answer.headers, ['x-ms-session-token', token]] };
}
