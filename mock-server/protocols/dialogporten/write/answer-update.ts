import type { HeaderField, HttpResponse } from '../../../../core/http.ts';
import type { Call } from '../../../kernel/call.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { DialogRow } from '../model/dialog-row.ts';

/** The ETag field of an answer: the bare revision, without quotes. */
export function etag(revision: string): HeaderField {
  return ['ETag', revision];
}

/** Answer to PUT and PATCH: 204, no body, the new revision. */
export function answerUpdate({ request, world }: Call, row: DialogRow): HttpResponse {
  world.cites(request.method === 'PUT' ? 'DP-PUT-001' : 'DP-PATCH-001');
  return respondEmpty(204, [etag(row.revision)]);
}
