import type { HttpResponse } from '../../../../core/http.ts';
import type { RuleId } from '../../../../core/rule.ts';
import type { Call } from '../../../kernel/call.ts';
import { type DialogRow, tables } from '../model/dialog-row.ts';
import { callerOrganization, hasScope, scopes } from '../model/principals.ts';
import { writeKind } from '../model/write-kind.ts';
import { forbidden, gone, problem } from '../problem-details.ts';
import type { WriteTerms } from './binders.ts';

/** The caller's dialog of this id. Somebody else's is as good as none, except to administrators. */
export function findDialog({ store, world }: Call, id: string): DialogRow | undefined {
  const row = store.table<DialogRow>(tables.dialogs).get(id);
  const foreign = row && row.owner !== callerOrganization(world) && !hasScope(world, scopes.admin);
  return foreign && world.keeps('DP-AUTH-005') ? undefined : row;
}

/** The refusals that depend on the state of a dialog that is there: deleted, frozen, another revision, in that order. */
export function refuseByState(call: Call, row: DialogRow, terms: WriteTerms): HttpResponse | undefined {
  return refuseByLife(call, row) ?? refuseStale(call, row, terms);
}

/** 410 for a deleted dialog, 403 for a frozen one. */
export function refuseByLife(
  call: Call,
  row: DialogRow,
  options: { readonly adminMayTouchDeleted?: boolean } = {},
): HttpResponse | undefined {
  const admin = hasScope(call.world, scopes.admin);
  const touchable = admin && options.adminMayTouchDeleted;
  if (row.deletedAt !== undefined && !touchable && forbidsWrites(call, 'deleted')) return gone(call, row.id);
  if (row.frozen && !admin && forbidsWrites(call, 'frozen')) return forbidden(call, 'User cannot modify frozen dialog');
  return undefined;
}

/** Does this server refuse this kind of write of a deleted or frozen dialog? */
export function forbidsWrites({ request, world }: Call, state: 'deleted' | 'frozen'): boolean {
  const kind = writeKind(request);
  return world.keepsFor(kind, state === 'frozen' ? 'DP-DEL-008' : kind === 'delete' ? 'DP-DEL-002' : 'DP-DEL-003');
}

/** What stands behind a 412, beside the rule for all writes. */
const staleRules: Readonly<Record<string, RuleId>> = {
  activity: 'DP-CC-011',
  transmission: 'DP-CC-012',
  delete: 'DP-CC-014',
  restore: 'DP-CC-015',
  purge: 'DP-CC-015',
  freeze: 'DP-CC-015',
};

/** 412 when the dialog has moved on from the revision the caller names. */
export function refuseStale(call: Call, row: DialogRow, { ifMatch, silent }: WriteTerms): HttpResponse | undefined {
  const { request, world } = call;
  if (ifMatch === undefined) {
    world.cites('DP-CC-003');
    return undefined;
  }
  const special = staleRules[writeKind(request)];
  const rules = [...(special ? [special] : []), ...(silent ? ['DP-SIL-004'] : [])];
  if (ifMatch === row.revision) {
    world.cites('DP-CC-001', ...rules);
    return undefined;
  }
  return world.keeps('DP-CC-002', ...rules) ? problem(412, call) : undefined;
}
