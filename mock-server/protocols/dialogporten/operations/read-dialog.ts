import { type HttpRequest, type HttpResponse, headerLines } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { respondEmpty, respondJson } from '../../../kernel/respond.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { type DialogRow, tables } from '../model/dialog-row.ts';
import { parseGuid } from '../model/guid.ts';
import { newRevision } from '../model/revision.ts';
import { jsonType, notFound } from '../problem-details.ts';
import { presentActivity, presentDialog, presentListedActivity, presentTransmission } from '../read/present-dialog.ts';
import { noteSeen } from '../read/seen-entries.ts';
import { queryValue } from '../request/bind-silent.ts';
import { liveDialog, lookUp } from '../request/look-up.ts';
import { etag } from '../write/answer-update.ts';
import type { ChildKind } from './children.ts';

/** GET …/dialogs/{id}. Conditions are not looked at. */
export function getDialog(store: Store, id: string, request: HttpRequest, world: World): HttpResponse {
  const found = lookUp(store, id, request, world);
  if ('status' in found) return found;
  const endUserId = queryValue(request, 'endUserId');
  const row = endUserId === undefined ? found : noteSeen(store, touchRead(store, found, world), endUserId, world);
  if (isUnmodified(row, request, world)) return respondEmpty(304, [etag(row.revision)]);
  if (headerLines(request.headers, 'If-Match').length > 0 && world.mutant('if-match-binds-get'))
    return respondEmpty(412);
  // Defects show only once the dialog has changed, so that what comes before can be looked at.
  const changed = row.updatedAt !== row.createdAt;
  const shown = !changed || world.keeps('DP-GET-001') ? row.revision : world.uuid(4);
  return respondJson(
    200,
    jsonType,
    presentDialog(row, world, endUserId),
    changed && world.mutant('get-without-etag') ? [] : [etag(shown)],
  );
}

/** GET …/activities or …/transmissions: activities oldest first, transmissions newest first. */
export function getChildren(
  kind: ChildKind,
  store: Store,
  id: string,
  request: HttpRequest,
  world: World,
): HttpResponse {
  const row = liveDialog(store, id, request, world);
  if ('status' in row) return row;
  touchRead(store, row, world);
  const list =
    kind.singular === 'activity'
      ? row.activities.map(presentListedActivity)
      : row.transmissions.map((each) => presentTransmission(each, false)).reverse();
  // Ids of version 7 tell in which order children arrived, whatever day they say they were created.
  if (world.mutant(`${kind.list}-in-order-of-arrival`))
    list.sort((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1));
  const backwards = kind.singular === 'transmission' && world.mutant(`${kind.list}-in-order-of-arrival`);
  const ordered = backwards || world.mutant(`${kind.list}-in-other-order`) ? list.reverse() : list;
  return respondJson(200, jsonType, world.mutant(`${kind.list}-list-wrapped`) ? { items: ordered } : ordered);
}

/** GET …/activities/{id} or …/transmissions/{id}. */
export function getChild(
  kind: ChildKind,
  store: Store,
  id: string,
  childId: string,
  request: HttpRequest,
  world: World,
): HttpResponse {
  const row = liveDialog(store, id, request, world);
  if ('status' in row) return row;
  const wanted = parseGuid(childId);
  const child = row[kind.list].find((each) => each['id'] === wanted);
  const entity = kind.singular === 'activity' ? 'DialogActivity' : 'DialogTransmission';
  if (!child && !world.keeps('DP-GET-007')) return notFound(request, world, wanted ?? childId);
  if (!child || world.mutant(`single-${kind.singular}-not-found`))
    return notFound(request, world, wanted ?? childId, entity);
  return respondJson(200, jsonType, presentOne(kind, child, world));
}

function presentOne(kind: ChildKind, child: JsonObject, world: World): JsonObject {
  if (kind.singular === 'transmission') {
    const { content, ...bare } = presentTransmission(child, false);
    return world.mutant('single-transmission-is-short') || content === undefined ? bare : { ...bare, content };
  }
  return world.mutant('single-activity-is-short') ? presentListedActivity(child) : presentActivity(child);
}

/** Defect: whoever reads a dialog changes it. */
function touchRead(store: Store, row: DialogRow, world: World): DialogRow {
  if (world.keeps('DP-GET-010')) return row;
  const touched = { ...row, revision: newRevision(world) };
  store.table<DialogRow>(tables.dialogs).put(row.id, touched);
  return touched;
}

/** Defects: conditions on a GET, which the real server does not look at. */
function isUnmodified(row: DialogRow, request: HttpRequest, world: World): boolean {
  const tags = headerLines(request.headers, 'If-None-Match');
  return tags.includes(row.revision) && !world.keeps('DP-GET-008');
}
