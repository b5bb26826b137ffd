import type { HttpRequest, HttpResponse } from '../../../../core/http.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { type DialogRow, tables } from '../model/dialog-row.ts';
import { insists } from '../model/insists.ts';
import { callerOrganization, hasScope, scopes } from '../model/principals.ts';
import { writeKind } from '../model/write-kind.ts';
import { forbidden, gone, problem } from '../problem-details.ts';

/** The caller's dialog of this id. Somebody else's is as good as none. */
export function findDialog(store: Store, id: string, world: World): DialogRow | undefined {
  const row = store.table<DialogRow>(tables.dialogs).get(id);
  if (!row || row.owner === callerOrganization(world)) return row;
  return world.keeps('DP-AUTH-005') ? undefined : row;
}

/** The refusals that depend on the state of a dialog that is there: deleted, frozen, another revision, in that order. */
export function refuseByState(
  row: DialogRow,
  ifMatch: string | undefined,
  request: HttpRequest,
  world: World,
): HttpResponse | undefined {
  return refuseByLife(row, request, world) ?? refuseStale(row, ifMatch, request, world);
}

/** 410 for a deleted dialog, 403 for a frozen one. */
export function refuseByLife(
  row: DialogRow,
  request: HttpRequest,
  world: World,
  options: { readonly adminMayTouchDeleted?: boolean } = {},
): HttpResponse | undefined {
  const admin = hasScope(world, scopes.admin);
  const touchable = admin && options.adminMayTouchDeleted;
  if (row.deletedAt !== undefined && !touchable && insistsOnLife('deleted', request, world))
    return gone(request, world, row.id);
  const excused = admin && !world.mutant('frozen-binds-administrators');
  if (row.frozen && !excused && insistsOnLife('frozen', request, world))
    return forbidden(request, world, 'User cannot modify frozen dialog');
  return undefined;
}

/** Does this server refuse this kind of write of a deleted or frozen dialog? */
export function insistsOnLife(state: 'deleted' | 'frozen', request: HttpRequest, world: World): boolean {
  const kind = writeKind(request);
  const rule = state === 'frozen' ? 'DP-DEL-008' : kind === 'delete' ? 'DP-DEL-002' : 'DP-DEL-003';
  return insists(world, rule, `${kind}-of-${state}-accepted`);
}

/** 412 when the dialog has moved on from the revision the caller names. */
export function refuseStale(
  row: DialogRow,
  ifMatch: string | undefined,
  request: HttpRequest,
  world: World,
): HttpResponse | undefined {
  if (ifMatch === undefined) {
    // Only once the dialog has changed, so that what comes before can be looked at.
    const required = row.updatedAt !== row.createdAt && !request.target.includes('/purge');
    return required && !world.keeps('DP-CC-003') ? problem(412, request, world) : undefined;
  }
  if (ifMatch === row.revision) return world.keeps('DP-CC-001') ? undefined : problem(412, request, world);
  if (!world.keeps('DP-CC-002')) return undefined;
  if (request.method === 'DELETE' && !world.keeps('DP-CC-014')) return undefined;
  if (request.target.includes('/actions/') && !world.keeps('DP-CC-015')) return undefined;
  if (world.mutant('conflict-instead-of-412'))
    return problem(409, request, world, {
      '': ['The request conflicted with a concurrent operation. Please try again.'],
    });
  const answer = problem(412, request, world);
  return world.mutant('etag-on-412') ? { ...answer, headers: [...answer.headers, ['ETag', row.revision]] } : answer;
}
