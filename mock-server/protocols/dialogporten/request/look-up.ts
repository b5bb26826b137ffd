import type { HttpRequest, HttpResponse } from '../../../../core/http.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { instantOf } from '../model/date-time.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { errorsOf, type Findings } from '../model/findings.ts';
import { insists } from '../model/insists.ts';
import { gone, notFound, problem } from '../problem-details.ts';
import { bindId } from './bind-id.ts';
import { findDialog } from './find-dialog.ts';

/** The caller's dialog for a read, deleted or not, or the refusal. */
export function lookUp(store: Store, id: string, request: HttpRequest, world: World): DialogRow | HttpResponse {
  const findings: Findings = new Map();
  const dialogId = bindId(id, findings);
  if (findings.size > 0 && insists(world, 'DP-GET-002', 'malformed-id-is-unknown'))
    return problem(400, request, world, errorsOf(findings));
  const row = findDialog(store, dialogId, world);
  if (row?.deletedAt !== undefined && !world.keeps('DP-GET-003')) return gone(request, world, row.id);
  if (row?.frozen && world.mutant('frozen-dialog-hidden')) return notFound(request, world, row.id);
  const expired = row !== undefined && String(row.fields['expiresAt'] ?? '9') <= instantOf(world.now());
  if (expired && world.mutant('expired-dialog-hidden')) return notFound(request, world, dialogId);
  if (row) return row;
  return world.mutant('unknown-dialog-is-gone') ? gone(request, world, dialogId) : notFound(request, world, dialogId);
}

/** The caller's dialog, unless it is deleted: its children are gone with it. */
export function liveDialog(store: Store, id: string, request: HttpRequest, world: World): DialogRow | HttpResponse {
  const row = lookUp(store, id, request, world);
  if ('status' in row || row.deletedAt === undefined) return row;
  const part = request.target.includes('/seenlog') ? 'seen-log' : 'children';
  return insists(world, 'DP-GET-004', `${part}-of-deleted-shown`) ? gone(request, world, row.id) : row;
}
