import { type HttpRequest, type HttpResponse, headerValue } from '../../../../core/http.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { freeChildIds } from '../model/child-ids.ts';
import { instantOf } from '../model/date-time.ts';
import { keyOf } from '../model/dialog-keys.ts';
import { type DialogRow, tables } from '../model/dialog-row.ts';
import { errorsOf, type Findings } from '../model/findings.ts';
import { hasScope, scopes } from '../model/principals.ts';
import { newRevision } from '../model/revision.ts';
import { forbidden, gone, notFound, problem } from '../problem-details.ts';
import { bindId } from '../request/bind-id.ts';
import { bindWrite, type WriteTerms } from '../request/binders.ts';
import { findDialog, insistsOnLife, refuseByState, refuseStale } from '../request/find-dialog.ts';
import { noTokens } from '../request/read-body.ts';
import { etag } from '../write/answer-update.ts';
import { commitDialog } from '../write/commit-dialog.ts';

/** A write without a body of its own: what it needs to know. */
interface Action {
  readonly row: DialogRow;
  readonly terms: WriteTerms;
}

/** DELETE …/dialogs/{id}: the dialog stays readable for its owner, with `deletedAt`. */
export function deleteDialog(store: Store, id: string, request: HttpRequest, world: World): HttpResponse {
  const action = bindAction(store, id, request, world);
  if ('status' in action)
    return action.status === 404 && world.mutant('unknown-delete-is-204') ? respondEmpty(204) : action;
  const { row, terms } = action;
  const refusal = refuseByState(row, terms.ifMatch, request, world);
  if (refusal?.status === 410 && world.mutant('deleted-again-despite-410')) touch(store, row, world);
  if (refusal && !(refusal.status === 403 && world.mutant('deleted-despite-403'))) return refusal;
  if (terms.silent && world.mutant('silent-delete-refused')) return problem(400, request, world, {});
  const answer = change(store, row, { ...row, deletedAt: instantOf(world.now()) }, terms, true, world);
  if (world.mutant('delete-is-final')) store.table(tables.dialogs).delete(row.id);
  if (refusal) return refusal;
  if (world.mutant('delete-without-etag')) return respondEmpty(204);
  return world.mutant('delete-answers-200') ? { ...answer, status: 200 } : answer;
}

/** POST …/actions/restore: takes a deletion back; on a live dialog it does nothing. */
export function restoreDialog(store: Store, id: string, request: HttpRequest, world: World): HttpResponse {
  const action = bindAction(store, id, request, world);
  if ('status' in action) return action;
  const { row, terms } = action;
  const stale = refuseStale(row, terms.ifMatch, request, world);
  if (stale && !(row.deletedAt === undefined && world.mutant('restore-of-live-skips-condition'))) return stale;
  if (terms.silent && world.mutant('silent-restore-refused')) return problem(400, request, world, {});
  const { deletedAt, ...live } = row;
  if (deletedAt === undefined && world.mutant('restore-of-live-is-a-change')) return touch(store, row, world);
  if (deletedAt !== undefined && world.mutant('restore-forgotten')) return respondEmpty(204, [etag(row.revision)]);
  const labels = world.mutant('restore-empties-archive') ? ['Default'] : row.systemLabels;
  const answer = change(store, row, { ...live, systemLabels: labels }, terms, true, world);
  if (deletedAt !== undefined && world.mutant('restore-answers-old-etag'))
    return respondEmpty(204, [etag(row.revision)]);
  return answer;
}

/** POST …/actions/freeze: afterwards only administrators may change the dialog. */
export function freezeDialog(store: Store, id: string, request: HttpRequest, world: World): HttpResponse {
  const forbids = hasScope(world, scopes.admin) ? world.mutant('nobody-freezes') : world.keeps('DP-AUTH-009');
  const refusal = forbids ? forbidden(request, world, 'Only ServiceOwner admin can freeze dialogs.') : undefined;
  if (refusal && !world.mutant('frozen-despite-403')) return refusal;
  const action = bindAction(store, id, request, world);
  if ('status' in action) return action;
  const { row, terms } = action;
  if (row.deletedAt !== undefined && insistsOnLife('deleted', request, world)) return gone(request, world, row.id);
  const stale = refuseStale(row, terms.ifMatch, request, world);
  if (stale) return stale;
  if (row.frozen && world.mutant('frozen-only-once')) return forbidden(request, world, 'The dialog is frozen.');
  const answer = change(store, row, { ...row, frozen: true }, terms, false, world);
  return refusal ?? answer;
}

/** POST …/actions/purge: the dialog and its ids are gone for good. */
export function purgeDialog(store: Store, id: string, request: HttpRequest, world: World): HttpResponse {
  const action = bindAction(store, id, request, world);
  if ('status' in action)
    return action.status === 404 && world.mutant('purged-is-410') ? gone(request, world, id) : action;
  const { row, terms } = action;
  const stale = refuseStale(row, terms.ifMatch, request, world);
  if (stale) return stale;
  if (terms.silent && world.mutant('silent-purge-refused')) return problem(400, request, world, {});
  if (row.deletedAt !== undefined && world.mutant('purge-of-deleted-refused')) return gone(request, world, row.id);
  if (row.frozen && world.mutant('purge-of-frozen-refused')) return forbidden(request, world, 'The dialog is frozen.');
  if (world.mutant('purge-only-deletes'))
    return change(store, row, { ...row, deletedAt: instantOf(world.now()) }, terms, true, world);
  const key = keyOf(row);
  if (key !== undefined && !world.mutant('purged-keys-stay-taken')) store.table(tables.idempotentKeys).delete(key);
  freeChildIds(store, row);
  store.table(tables.dialogs).delete(row.id);
  return respondEmpty(
    world.mutant('purge-answers-200') ? 200 : 204,
    world.mutant('purge-with-etag') ? [etag(row.revision)] : [],
  );
}

function bindAction(store: Store, id: string, request: HttpRequest, world: World): Action | HttpResponse {
  const typed = (headerValue(request.headers, 'Content-Type') ?? '').toLowerCase().startsWith('application/json');
  if (!typed && /restore$/.test(request.target) && world.mutant('actions-need-json')) return respondEmpty(415);
  if (typed && request.body.length === 0) return problem(400, request, world, { SerializerErrors: [noTokens] });
  const findings: Findings = new Map();
  const dialogId = bindId(id, findings);
  const terms = bindWrite(request, 'fast-endpoints', world, findings);
  const row = findDialog(store, dialogId, world);
  if (!row && findings.size > 0 && world.mutant('unknown-before-malformed-condition'))
    return notFound(request, world, dialogId);
  if (findings.size > 0) return problem(400, request, world, errorsOf(findings));
  return row ? { row, terms } : notFound(request, world, dialogId);
}

function change(
  store: Store,
  row: DialogRow,
  after: DialogRow,
  terms: WriteTerms,
  keepsStamps: boolean,
  world: World,
): HttpResponse {
  const committed = commitDialog(store, row, after, { silent: terms.silent, keepsStamps }, world);
  const old = after.deletedAt !== undefined && world.mutant('delete-answers-old-etag');
  if (committed.frozen && world.mutant('freeze-without-etag')) return respondEmpty(204);
  return respondEmpty(204, [etag(old ? row.revision : committed.revision)]);
}

/** Defect: a new revision for nothing. */
function touch(store: Store, row: DialogRow, world: World): HttpResponse {
  const touched = { ...row, revision: newRevision(world) };
  store.table<DialogRow>(tables.dialogs).put(row.id, touched);
  return respondEmpty(204, [etag(touched.revision)]);
}
