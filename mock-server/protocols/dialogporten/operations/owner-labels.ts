import type { HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused, type Refused, refusedWith } from '../../../kernel/refused.ts';
import { respondJson } from '../../../kernel/respond.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { member, object } from '../model/dto-schema.ts';
import { serviceOwnerLabel } from '../model/dtos.ts';
import { errorsOf, type Findings } from '../model/findings.ts';
import { jsonType, notFound, problem } from '../problem-details.ts';
import { bindId } from '../request/bind-id.ts';
import { bindWrite } from '../request/binders.ts';
import { readBody } from '../request/read-body.ts';
import { etag } from '../write/answer-update.ts';
import { validateDto } from '../write/validate-dto.ts';
import { commitContext, contextRevision, findLabelled, refuseStaleContext } from './label-context.ts';

const labelList = object(
  member('serviceOwnerLabels', { kind: 'list', of: serviceOwnerLabel, atMost: 20, unique: 'value' }),
);

/** GET …/context/labels. */
export function getLabels(call: Call, id: string): HttpResponse {
  const findings: Findings = new Map();
  const dialogId = bindId(id, findings);
  if (findings.size > 0) return problem(400, call, errorsOf(findings));
  const row = findLabelled(call, dialogId);
  if (!row) return notFound(call, dialogId);
  call.world.cites('DP-LBL-001');
  const labels = row.serviceOwnerLabels.map((value) => ({ value }));
  return respondJson(200, jsonType, labels, [etag(contextRevision(row, 'serviceOwner'))]);
}

/** POST …/context/labels: one label more. */
export function postLabel(call: Call, id: string): HttpResponse {
  const read = readBody(call, serviceOwnerLabel);
  if (isRefused(read)) return read.refused;
  const label = String(read.dto['value'] ?? '').toLowerCase();
  return changeLabels(call, id, (row) => {
    const after = [...row.serviceOwnerLabels, label];
    const faults: Findings = new Map();
    const list = after.map((value): JsonObject => ({ value }));
    validateDto(labelList, { serviceOwnerLabels: list }, 'dto', call.world, faults);
    const refused = faults.size > 0 && call.world.keepsFor(whatIsWrong(faults, row, label), 'DP-LBL-002');
    return refused ? refusedWith(problem(400, call, errorsOf(faults))) : after;
  });
}

/** DELETE …/context/labels/{label}. */
export function deleteLabel(call: Call, id: string, label: string): HttpResponse {
  return changeLabels(call, id, (row) => {
    const after = row.serviceOwnerLabels.filter((each) => each !== label.toLowerCase());
    const missing = after.length === row.serviceOwnerLabels.length && call.world.keeps('DP-LBL-003');
    return missing ? refusedWith(notFound(call, label, 'Label')) : after;
  });
}

function whatIsWrong(faults: Findings, row: DialogRow, label: string): 'doubled' | 'number' | 'length' {
  if (row.serviceOwnerLabels.includes(label)) return 'doubled';
  return faults.has('dto.serviceOwnerLabels') ? 'number' : 'length';
}

function changeLabels(call: Call, id: string, change: (row: DialogRow) => readonly string[] | Refused): HttpResponse {
  const findings: Findings = new Map();
  const dialogId = bindId(id, findings);
  const terms = bindWrite(call, 'fast-endpoints', findings);
  if (findings.size > 0) return problem(400, call, errorsOf(findings));
  const row = findLabelled(call, dialogId);
  if (!row) return notFound(call, dialogId);
  const stale = refuseStaleContext(call, row, 'serviceOwner', terms.ifMatch);
  if (stale) return stale;
  const labels = change(row);
  return isRefused(labels)
    ? labels.refused
    : commitContext(call, { ...row, serviceOwnerLabels: labels }, 'serviceOwner');
}
