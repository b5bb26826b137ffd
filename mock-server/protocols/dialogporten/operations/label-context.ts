import type { HttpRequest, HttpResponse } from '../../../../core/http.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { instantOf } from '../model/date-time.ts';
import { type DialogRow, tables } from '../model/dialog-row.ts';
import { insists } from '../model/insists.ts';
import { newRevision } from '../model/revision.ts';
import { problem } from '../problem-details.ts';
import { findDialog } from '../request/find-dialog.ts';
import { etag } from '../write/answer-update.ts';

/** The two sets of labels of a dialog: each has a revision of its own. */
export type LabelContext = 'serviceOwner' | 'endUser';

/** The caller's dialog, unless it is deleted: to label endpoints such a one is unknown, not gone. */
export function findLabelled(store: Store, id: string, world: World): DialogRow | undefined {
  const row = findDialog(store, id, world);
  const hidden = row?.deletedAt !== undefined && insists(world, 'DP-DEL-003', 'labels-of-deleted-dialogs-work');
  if (hidden && world.mutant('labels-changed-despite-404'))
    store.table<DialogRow>(tables.dialogs).put(row.id, { ...row, serviceOwnerRevision: newRevision(world) });
  return hidden ? undefined : row;
}

/** The revision of a set of labels. */
export function contextRevision(row: DialogRow, context: LabelContext): string {
  return context === 'endUser' ? row.endUserRevision : row.serviceOwnerRevision;
}

/** 412 when the labels have moved on from the revision the caller names; the dialog's own means nothing here. */
export function refuseStaleContext(
  row: DialogRow,
  context: LabelContext,
  ifMatch: string | undefined,
  request: HttpRequest,
  world: World,
): HttpResponse | undefined {
  if (ifMatch === undefined) return undefined;
  const current = world.mutant('labels-compare-dialog-revision') ? row.revision : contextRevision(row, context);
  if (ifMatch === current || !insists(world, 'DP-CC-021', `stale-${context}-labels-accepted`)) return undefined;
  return problem(412, request, world);
}

/** Stores changed labels under a new revision of theirs; the dialog's own revision and stamps stay. */
export function commitContext(
  store: Store,
  before: DialogRow,
  after: DialogRow,
  context: LabelContext,
  world: World,
): HttpResponse {
  const revision = world.mutant('labels-keep-their-revision') ? contextRevision(before, context) : newRevision(world);
  const row: DialogRow = {
    ...after,
    ...(context === 'endUser' ? { endUserRevision: revision } : { serviceOwnerRevision: revision }),
    ...(world.mutant('labels-move-dialog-revision') ? { revision: newRevision(world) } : {}),
    ...(world.keeps('DP-TS-010') ? {} : { updatedAt: instantOf(world.now() + 1) }),
  };
  store.table<DialogRow>(tables.dialogs).put(row.id, row);
  return respondEmpty(204, world.mutant('labels-without-etag') ? [] : [etag(revision)]);
}
