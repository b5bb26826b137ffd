import { type HttpRequest, type HttpResponse, headerValue } from '../../../core/http.ts';
import { respondEmpty } from '../../kernel/respond.ts';
import type { Store } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { etag } from './answer-update.ts';
import { bindWrite, type WriteTerms } from './binders.ts';
import { freeChildIds } from './child-ids.ts';
import { commitDialog } from './commit-dialog.ts';
import { instantOf } from './date-time.ts';
import { keyOf } from './dialog-keys.ts';
import { type DialogRow, tables } from './dialog-row.ts';
import { findDialog, refuseByState, refuseStale } from './find-dialog.ts';
import { errorsOf, type Findings } from './findings.ts';
import { hasScope, scopes } from './principals.ts';
import { forbidden, gone, notFound, problem } from './problem-details.ts';
import { bindId } from './put-dialog.ts';

/** A write without a body of its own: what it needs to know. */
interface Action {
  readonly row: DialogRow;
  readonly terms: WriteTerms;
}

/** DELETE …/dialogs/{id}: the dialog stays readable for its owner, with `deletedAt`. */
export function deleteDialog(store: Store, id: string, request: HttpRequest, world: World): HttpResponse {
  const action = bindAction(store, id, request, world);
  if ('status' in action) return action;
  const { row, terms } = action;
  const refusal = refuseByState(row, terms.ifMatch, request, world);
  if (refusal) return refusal;
  if (terms.silent && world.mutant('silent-delete-refused')) return problem(400, request, world, {});
  return change(store, row, { ...row, deletedAt: instantOf(world.now()) }, terms, true, world);
}

/** POST …/actions/restore: takes a deletion back; on a live dialog it does nothing. */
export function restoreDialog(store: Store, id: string, request: HttpRequest, world: World): HttpResponse {
  const action = bindAction(store, id, request, world);
  if ('status' in action) return action;
  const { row, terms } = action;
  const stale = refuseStale(row, terms.ifMatch, request, world);
  if (stale) return stale;
  const { deletedAt: _gone, ...live } = row;
  return change(store, row, live, terms, true, world);
}

/** POST …/actions/freeze: afterwards only administrators may change the dialog. */
export function freezeDialog(store: Store, id: string, request: HttpRequest, world: World): HttpResponse {
  if (!hasScope(world, scopes.admin)) return forbidden(request, world, 'Only ServiceOwner admin can freeze dialogs.');
  const action = bindAction(store, id, request, world);
  if ('status' in action) return action;
  const { row, terms } = action;
  if (row.deletedAt !== undefined) return gone(request, world, row.id);
  const stale = refuseStale(row, terms.ifMatch, request, world);
  if (stale) return stale;
  return change(store, row, { ...row, frozen: true }, terms, false, world);
}

/** POST …/actions/purge: the dialog and its ids are gone for good. */
export function purgeDialog(store: Store, id: string, request: HttpRequest, world: World): HttpResponse {
  const action = bindAction(store, id, request, world);
  if ('status' in action) return action;
  const { row, terms } = action;
  const stale = refuseStale(row, terms.ifMatch, request, world);
  if (stale) return stale;
  const key = keyOf(row);
  if (key !== undefined) store.table(tables.idempotentKeys).delete(key);
  freeChildIds(store, row);
  store.table(tables.dialogs).delete(row.id);
  return respondEmpty(204, world.mutant('purge-with-etag') ? [etag(row.revision, world)] : []);
}

function bindAction(store: Store, id: string, request: HttpRequest, world: World): Action | HttpResponse {
  const typed = (headerValue(request.headers, 'Content-Type') ?? '').toLowerCase().startsWith('application/json');
  if (typed && request.body.length === 0)
    return problem(400, request, world, { SerializerErrors: ['The input does not contain any JSON tokens.'] });
  const findings: Findings = new Map();
  const dialogId = bindId(id, findings);
  const terms = bindWrite(request, 'fast-endpoints', world, findings);
  if (findings.size > 0) return problem(400, request, world, errorsOf(findings));
  const row = findDialog(store, dialogId, world);
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
  return respondEmpty(204, [etag(old ? row.revision : committed.revision, world)]);
}
