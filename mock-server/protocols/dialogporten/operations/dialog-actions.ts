import { type HttpResponse, headerValue } from '../../../../core/http.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused, type Refused, refusedWith } from '../../../kernel/refused.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { freeChildIds } from '../model/child-ids.ts';
import { instantOf } from '../model/date-time.ts';
import { keyOf } from '../model/dialog-keys.ts';
import { type DialogRow, tables } from '../model/dialog-row.ts';
import { errorsOf, type Findings } from '../model/findings.ts';
import { hasScope, scopes } from '../model/principals.ts';
import { removalRefusal } from '../model/resources.ts';
import { forbidden, gone, notFound, problem } from '../problem-details.ts';
import { bindId } from '../request/bind-id.ts';
import { bindWrite, type WriteTerms } from '../request/binders.ts';
import { findDialog, forbidsWrites, refuseByLife, refuseStale } from '../request/find-dialog.ts';
import { noTokens } from '../request/read-body.ts';
import { etag } from '../write/answer-update.ts';
import { commitDialog } from '../write/commit-dialog.ts';

/** A write without a body of its own: what it needs to know. */
interface Action {
  readonly row: DialogRow;
  readonly terms: WriteTerms;
}

/** DELETE …/dialogs/{id}: the dialog stays readable for its owner, with `deletedAt`. */
export function deleteDialog(call: Call, id: string): HttpResponse {
  const action = bindAction(call, id);
  if (isRefused(action)) return action.refused;
  const { row, terms } = action;
  const deleted = { ...row, deletedAt: instantOf(call.world.now()) };
  const refusal = removalRefusal(row.serviceResource, call);
  const state = refuseByLife(call, row) ?? (refusal === undefined ? undefined : forbidden(call, refusal));
  return state ?? refuseStale(call, row, terms) ?? change(call, action, deleted, true);
}

/** POST …/actions/restore: takes a deletion back; on a live dialog it does nothing. */
export function restoreDialog(call: Call, id: string): HttpResponse {
  const action = bindAction(call, id);
  if (isRefused(action)) return action.refused;
  const { deletedAt: _gone, ...live } = action.row;
  return refuseStale(call, action.row, action.terms) ?? change(call, action, live, true);
}

/** POST …/actions/freeze: afterwards only administrators may change the dialog. */
export function freezeDialog(call: Call, id: string): HttpResponse {
  if (!hasScope(call.world, scopes.admin) && call.world.keeps('DP-AUTH-009'))
    return forbidden(call, 'Only ServiceOwner admin can freeze dialogs.');
  const action = bindAction(call, id);
  if (isRefused(action)) return action.refused;
  const { row, terms } = action;
  if (row.deletedAt !== undefined && forbidsWrites(call, 'deleted')) return gone(call, row.id);
  return refuseStale(call, row, terms) ?? change(call, action, { ...row, frozen: true }, false);
}

/** POST …/actions/purge: the dialog and its ids are gone for good. */
export function purgeDialog(call: Call, id: string): HttpResponse {
  const action = bindAction(call, id);
  if (isRefused(action)) return action.refused;
  const { row, terms } = action;
  const refusal = removalRefusal(row.serviceResource, call);
  if (refusal !== undefined) return forbidden(call, refusal);
  const stale = refuseStale(call, row, terms);
  if (stale) return stale;
  const key = keyOf(row);
  if (key !== undefined) call.store.table(tables.idempotentKeys).delete(key);
  freeChildIds(call.store, row);
  call.store.table(tables.dialogs).delete(row.id);
  return respondEmpty(204);
}

function bindAction(call: Call, id: string): Action | Refused {
  const { request } = call;
  const typed = (headerValue(request.headers, 'Content-Type') ?? '').toLowerCase().startsWith('application/json');
  if (typed && request.body.length === 0) return refusedWith(problem(400, call, { SerializerErrors: [noTokens] }));
  const findings: Findings = new Map();
  const dialogId = bindId(id, findings);
  const terms = bindWrite(call, 'fast-endpoints', findings);
  if (findings.size > 0) return refusedWith(problem(400, call, errorsOf(findings)));
  const row = findDialog(call, dialogId);
  return row ? { row, terms } : refusedWith(notFound(call, dialogId));
}

function change({ store, world }: Call, { row, terms }: Action, after: DialogRow, keepsStamps: boolean): HttpResponse {
  const { revision } = commitDialog(store, row, after, { silent: terms.silent, keepsStamps }, world);
  return respondEmpty(204, [etag(revision)]);
}
