import type { HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { World } from '../../../kernel/world.ts';
import { instantOf } from '../model/date-time.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { type Findings, find } from '../model/findings.ts';
import { hasScope, scopes } from '../model/principals.ts';
import { notFound } from '../problem-details.ts';
import { bindId } from '../request/bind-id.ts';
import { bindWrite } from '../request/binders.ts';
import { findDialog, refuseByLife, refuseStale } from '../request/find-dialog.ts';
import { readBody } from '../request/read-body.ts';
import { createdAtOfChild } from '../seams.ts';
import { etag } from '../write/answer-update.ts';
import { commitDialog } from '../write/commit-dialog.ts';
import { refuseInvalid } from '../write/refuse-invalid.ts';
import { transmissions } from './child-kinds.ts';

/**
 * PUT …/transmissions/{id}: callers with the extra scope may correct a transmission, silently only. The page knows
 * nothing of it, so in the edition that follows the page the method is not offered.
 */
export function putTransmission(call: Call, id: string, childId: string): HttpResponse {
  const { store, world } = call;
  if (world.edition === 'documented') return respondEmpty(405, [['Allow', 'GET']]);
  if (!hasScope(world, scopes.changeTransmissions) && world.keeps('DP-AUTH-008')) return respondEmpty(403);
  const read = readBody(call, transmissions.dto);
  if (isRefused(read)) return read.refused;
  const findings: Findings = new Map();
  const dialogId = bindId(id, findings);
  const wanted = bindId(childId, findings, 'transmissionId');
  const terms = bindWrite(call, 'fast-endpoints', findings);
  const row = findDialog(call, dialogId);
  if (findings.size === 0) transmissions.validate(read.dto, world, findings);
  const aloud = !terms.silent && read.json['isSilentUpdate'] !== true;
  if (aloud && world.keeps('DP-TX-006'))
    find(findings, 'isSilentUpdate', 'IsSilentUpdate must be true when updating transmissions.');
  const invalid = refuseInvalid(call, findings);
  if (invalid) return invalid;
  if (!row) return notFound(call, dialogId);
  const state = refuseByLife(call, row);
  if (state) return state;
  const old = row.transmissions.find((each) => each['id'] === wanted);
  if (!old) return notFound(call, wanted, 'DialogTransmission');
  const stale = refuseStale(call, row, terms);
  if (stale) return stale;
  const committed = commitDialog(store, row, replaced(row, old, read.dto, world), { silent: true }, world);
  return respondEmpty(204, [etag(committed.revision)]);
}

function replaced(row: DialogRow, old: JsonObject, dto: JsonObject, world: World): DialogRow {
  const now = instantOf(world.now());
  const createdAt = world.through(createdAtOfChild, String(old['createdAt']), { now, old });
  const fresh = { ...transmissions.store({ ...dto, id: old['id'] ?? '' }, createdAt, world), createdAt };
  return { ...row, transmissions: row.transmissions.map((each) => (each === old ? fresh : each)) };
}
