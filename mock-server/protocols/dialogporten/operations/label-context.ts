import type { HttpResponse } from '../../../../core/http.ts';
import type { Call } from '../../../kernel/call.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { type DialogRow, tables } from '../model/dialog-row.ts';
import { newRevision } from '../model/revision.ts';
import { problem } from '../problem-details.ts';
import { findDialog } from '../request/find-dialog.ts';
import { etag } from '../write/answer-update.ts';

/** The two sets of labels of a dialog: each has a revision of its own. */
export type LabelContext = 'serviceOwner' | 'endUser';

/** The caller's dialog, unless it is deleted: to label endpoints such a one is unknown, not gone. */
export function findLabelled(call: Call, id: string): DialogRow | undefined {
  const row = findDialog(call, id);
  return row?.deletedAt !== undefined && call.world.keepsFor('labels', 'DP-DEL-003') ? undefined : row;
}

/** The revision of a set of labels. */
export function contextRevision(row: DialogRow, context: LabelContext): string {
  return context === 'endUser' ? row.endUserRevision : row.serviceOwnerRevision;
}

/** 412 when the labels have moved on from the revision the caller names; the dialog's own means nothing here. */
export function refuseStaleContext(
  call: Call,
  row: DialogRow,
  context: LabelContext,
  ifMatch: string | undefined,
): HttpResponse | undefined {
  const stale = ifMatch !== undefined && ifMatch !== contextRevision(row, context);
  return stale && call.world.keepsFor(context, 'DP-CC-021') ? problem(412, call) : undefined;
}

/** Stores changed labels under a new revision of theirs; the dialog's own revision and stamps stay (DP-TS-010). */
export function commitContext({ store, world }: Call, changed: DialogRow, context: LabelContext): HttpResponse {
  const revision = newRevision(world);
  const row = { ...changed, [context === 'endUser' ? 'endUserRevision' : 'serviceOwnerRevision']: revision };
  store.table<DialogRow>(tables.dialogs).put(row.id, row);
  world.cites('DP-TS-010');
  return respondEmpty(204, [etag(revision)]);
}
