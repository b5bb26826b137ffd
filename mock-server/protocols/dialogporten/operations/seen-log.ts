import type { HttpRequest, HttpResponse } from '../../../../core/http.ts';
import { respondJson } from '../../../kernel/respond.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { parseGuid } from '../model/guid.ts';
import { jsonType, notFound } from '../problem-details.ts';
import { liveDialog } from '../request/look-up.ts';

/** GET …/seenlog. */
export function getSeenLog(store: Store, id: string, request: HttpRequest, world: World): HttpResponse {
  const row = liveDialog(store, id, request, world);
  return 'status' in row ? row : respondJson(200, jsonType, row.seen ?? []);
}

/** GET …/seenlog/{id}. */
export function getSeenEntry(
  store: Store,
  id: string,
  entryId: string,
  request: HttpRequest,
  world: World,
): HttpResponse {
  const row = liveDialog(store, id, request, world);
  if ('status' in row) return row;
  const entry = row.seen?.find((each) => each['id'] === parseGuid(entryId));
  return entry ? respondJson(200, jsonType, entry) : notFound(request, world, entryId, 'DialogSeenLog');
}
