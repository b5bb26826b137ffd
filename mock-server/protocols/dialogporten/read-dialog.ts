import type { HttpRequest, HttpResponse } from '../../../core/http.ts';
import type { JsonObject } from '../../../core/json.ts';
import { respondJson } from '../../kernel/respond.ts';
import type { Store } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { etag } from './answer-update.ts';
import type { ChildKind } from './children.ts';
import type { DialogRow } from './dialog-row.ts';
import { findDialog } from './find-dialog.ts';
import { errorsOf, type Findings } from './findings.ts';
import { parseGuid } from './guid.ts';
import { presentActivity, presentDialog, presentListedActivity, presentTransmission } from './present-dialog.ts';
import { gone, jsonType, notFound, problem } from './problem-details.ts';
import { bindId } from './put-dialog.ts';

/** GET …/dialogs/{id}. Conditions are not looked at. */
export function getDialog(store: Store, id: string, request: HttpRequest, world: World): HttpResponse {
  const row = lookUp(store, id, request, world);
  if ('status' in row) return row;
  const shown = world.keeps('DP-GET-001') ? row.revision : world.uuid(4);
  return respondJson(
    200,
    jsonType,
    presentDialog(row, world),
    world.mutant('get-without-etag') ? [] : [etag(shown, world)],
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
  const list =
    kind.singular === 'activity'
      ? row.activities.map(presentListedActivity)
      : row.transmissions.map((each) => presentTransmission(each, false)).reverse();
  const ordered = world.mutant(`${kind.list}-in-other-order`) ? list.reverse() : list;
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

function lookUp(store: Store, id: string, request: HttpRequest, world: World): DialogRow | HttpResponse {
  const findings: Findings = new Map();
  const dialogId = bindId(id, findings);
  if (findings.size > 0) return problem(400, request, world, errorsOf(findings));
  return findDialog(store, dialogId, world) ?? notFound(request, world, dialogId);
}

function liveDialog(store: Store, id: string, request: HttpRequest, world: World): DialogRow | HttpResponse {
  const row = lookUp(store, id, request, world);
  return 'status' in row || row.deletedAt === undefined ? row : gone(request, world, row.id);
}
