import type { HttpResponse } from '../../../../core/http.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { respondJson } from '../../../kernel/respond.ts';
import { parseGuid } from '../model/guid.ts';
import { jsonType, notFound } from '../problem-details.ts';
import { liveDialog } from '../request/look-up.ts';

/** GET …/seenlog. */
export function getSeenLog(call: Call, id: string): HttpResponse {
  const row = liveDialog(call, id, 'seen log');
  return isRefused(row) ? row.refused : respondJson(200, jsonType, row.seen ?? []);
}

/** GET …/seenlog/{id}. */
export function getSeenEntry(call: Call, id: string, entryId: string): HttpResponse {
  const row = liveDialog(call, id, 'seen log');
  if (isRefused(row)) return row.refused;
  const entry = row.seen?.find((each) => each['id'] === parseGuid(entryId));
  return entry ? respondJson(200, jsonType, entry) : notFound(call, entryId, 'DialogSeenLog');
}
