import type { HttpRequest, HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { instantOf } from '../model/date-time.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { errorsOf, type Findings, find } from '../model/findings.ts';
import { insists } from '../model/insists.ts';
import { hasScope, scopes } from '../model/principals.ts';
import { notFound, problem } from '../problem-details.ts';
import { bindId } from '../request/bind-id.ts';
import { bindWrite } from '../request/binders.ts';
import { findDialog, refuseByLife, refuseStale } from '../request/find-dialog.ts';
import { isJsonBody, readObjectBody } from '../request/read-body.ts';
import { readDto } from '../request/read-dto.ts';
import { etag } from '../write/answer-update.ts';
import { commitDialog } from '../write/commit-dialog.ts';
import { transmissions } from './child-kinds.ts';

/**
 * PUT …/transmissions/{id}: callers with the extra scope may correct a transmission, silently only. The page knows
 * nothing of it, so in the edition that follows the page the method is not offered.
 */
export function putTransmission(
  store: Store,
  id: string,
  childId: string,
  request: HttpRequest,
  world: World,
): HttpResponse {
  if (world.edition === 'documented') return respondEmpty(405, [['Allow', 'GET']]);
  if (!hasScope(world, scopes.changeTransmissions) && world.keeps('DP-AUTH-008')) {
    if (world.mutant('transmission-changed-despite-403')) replaceTransmission(store, id, childId, request, world, true);
    return respondEmpty(403);
  }
  return replaceTransmission(store, id, childId, request, world, false);
}

function replaceTransmission(
  store: Store,
  id: string,
  childId: string,
  request: HttpRequest,
  world: World,
  forced: boolean,
): HttpResponse {
  if (!isJsonBody(request, world)) return respondEmpty(415);
  const body = readObjectBody(request, world);
  if ('refusal' in body) return body.refusal;
  const read = readDto(transmissions.dto, body.json, world);
  if ('fault' in read) return problem(400, request, world, { [read.fault.place]: [read.fault.message] });
  const findings: Findings = new Map();
  const dialogId = bindId(id, findings);
  const wanted = bindId(childId, findings, 'transmissionId');
  const terms = bindWrite(request, 'fast-endpoints', world, findings);
  const row = findDialog(store, dialogId, world);
  if (findings.size === 0 && !world.mutant('replacement-unchecked'))
    transmissions.validate(read.value, row, world, findings);
  const aloud = !terms.silent && body.json['isSilentUpdate'] !== true;
  if (aloud && !forced && insists(world, 'DP-TX-006', 'transmission-replaced-aloud'))
    find(findings, 'isSilentUpdate', 'IsSilentUpdate must be true when updating transmissions.');
  if (aloud && !forced && world.mutant('done-aloud-despite-400'))
    replaceTransmission(store, id, childId, request, world, true);
  if (findings.size > 0) return problem(400, request, world, errorsOf(findings));
  if (!row) return notFound(request, world, dialogId);
  const state = refuseByLife(row, request, world);
  if (state && !world.mutant('transmission-replaced-despite-403')) return state;
  const old = row.transmissions.find((each) => each['id'] === wanted);
  if (!old && world.mutant('unknown-transmission-replaced')) return respondEmpty(204, [etag(row.revision)]);
  if (!old) return notFound(request, world, wanted, 'DialogTransmission');
  const stale = refuseStale(row, terms.ifMatch, request, world);
  if (stale) return stale;
  const after = world.mutant('replaced-transmission-forgotten') ? row : replaced(row, old, read.value, world);
  const silent = !world.mutant('replaced-transmission-moves-stamps');
  const committed = commitDialog(store, row, after, { silent }, world);
  if (state) return state;
  if (world.mutant('replaced-transmission-without-etag')) return respondEmpty(204);
  return respondEmpty(204, [etag(committed.revision)]);
}

function replaced(row: DialogRow, old: JsonObject, dto: JsonObject, world: World): DialogRow {
  const created = world.mutant('replaced-transmission-is-new') ? instantOf(world.now()) : String(old['createdAt']);
  const fresh = { ...transmissions.store({ ...dto, id: old['id'] ?? '' }, created, world), createdAt: created };
  return {
    ...row,
    transmissions: row.transmissions.map((each) =>
      each === old || world.mutant('all-transmissions-replaced') ? fresh : each,
    ),
  };
}
