import { type HttpResponse, headerLines } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { respondJson } from '../../../kernel/respond.ts';
import { parseGuid } from '../model/guid.ts';
import { jsonType, notFound } from '../problem-details.ts';
import { presentActivity, presentDialog, presentListedActivity, presentTransmission } from '../read/present-dialog.ts';
import { noteSeen } from '../read/seen-entries.ts';
import { queryValue } from '../request/bind-silent.ts';
import { liveDialog, lookUp } from '../request/look-up.ts';
import { etag } from '../write/answer-update.ts';
import type { ChildKind } from './children.ts';

/** GET …/dialogs/{id}. Conditions are not looked at. */
export function getDialog(call: Call, id: string): HttpResponse {
  const { store, request, world } = call;
  const found = lookUp(call, id);
  if (isRefused(found)) return found.refused;
  const endUserId = queryValue(request, 'endUserId');
  if (endUserId !== undefined) world.cites('DP-GET-010');
  const isSeen = endUserId !== undefined && world.keeps('DP-GET-015');
  const row = isSeen ? noteSeen(store, found, endUserId, world) : found;
  if (row.activities.some(({ type }) => type === 'TransmissionOpened')) world.cites('DP-TX-009');
  if (headerLines(request.headers, 'If-None-Match').length > 0) world.cites('DP-GET-008');
  world.cites('DP-GET-001', 'DP-ERR-013');
  return respondJson(200, jsonType, presentDialog(row, endUserId), [etag(row.revision)]);
}

/** GET …/activities or …/transmissions: activities oldest first, transmissions newest first. */
export const getChildren =
  (kind: ChildKind) =>
  (call: Call, id: string): HttpResponse => {
    const row = liveDialog(call, id, 'children');
    if (isRefused(row)) return row.refused;
    call.world.cites('DP-GET-010');
    const list =
      kind.singular === 'activity'
        ? row.activities.map(presentListedActivity)
        : row.transmissions.map((each) => presentTransmission(each)).reverse();
    return respondJson(200, jsonType, list);
  };

/** GET …/activities/{id} or …/transmissions/{id}. */
export const getChild =
  (kind: ChildKind) =>
  (call: Call, id: string, childId: string): HttpResponse => {
    const row = liveDialog(call, id, 'children');
    if (isRefused(row)) return row.refused;
    const wanted = parseGuid(childId);
    const child = row[kind.list].find((each) => each['id'] === wanted);
    if (!child) {
      call.world.cites('DP-GET-007');
      return notFound(call, wanted ?? childId, kind.entity);
    }
    return respondJson(200, jsonType, kind.singular === 'activity' ? presentActivity(child) : withContentLast(child));
  };

function withContentLast(transmission: JsonObject): JsonObject {
  const { content, ...rest } = presentTransmission(transmission);
  return content === undefined ? rest : { ...rest, content };
}
