import type { Call } from '../../../kernel/call.ts';
import { isRefused, type Refused, refusedWith } from '../../../kernel/refused.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { errorsOf, type Findings } from '../model/findings.ts';
import { gone, notFound, problem } from '../problem-details.ts';
import { bindId } from './bind-id.ts';
import { findDialog } from './find-dialog.ts';

/** The caller's dialog for a read, deleted or not, or the refusal. */
export function lookUp(call: Call, id: string): DialogRow | Refused {
  const { world } = call;
  const findings: Findings = new Map();
  const dialogId = bindId(id, findings);
  if (findings.size > 0 && world.keepsFor('malformed', 'DP-GET-002'))
    return refusedWith(problem(400, call, errorsOf(findings)));
  const row = findDialog(call, dialogId);
  if (row?.deletedAt !== undefined) world.cites('DP-GET-003');
  return row ?? refusedWith(notFound(call, dialogId));
}

/** The caller's dialog, unless it is deleted: its children are gone with it. */
export function liveDialog(call: Call, id: string, part: 'children' | 'seen log'): DialogRow | Refused {
  const row = lookUp(call, id);
  if (isRefused(row) || row.deletedAt === undefined) return row;
  return call.world.keepsFor(part, 'DP-GET-004') ? refusedWith(gone(call, row.id)) : row;
}
