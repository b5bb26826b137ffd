import type { HttpRequest, HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { respondEmpty, respondJson } from '../../../kernel/respond.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { member, object } from '../model/dto-schema.ts';
import { serviceOwnerLabel } from '../model/dtos.ts';
import { errorsOf, type Findings } from '../model/findings.ts';
import { insists } from '../model/insists.ts';
import { jsonType, notFound, problem } from '../problem-details.ts';
import { bindId } from '../request/bind-id.ts';
import { bindWrite } from '../request/binders.ts';
import { isJsonBody, readObjectBody } from '../request/read-body.ts';
import { readDto } from '../request/read-dto.ts';
import { etag } from '../write/answer-update.ts';
import { validateDto } from '../write/validate-dto.ts';
import { commitContext, contextRevision, findLabelled, refuseStaleContext } from './label-context.ts';

const labelList = object(
  member('serviceOwnerLabels', { kind: 'list', of: serviceOwnerLabel, atMost: 20, unique: 'value' }),
);

/** GET …/context/labels. */
export function getLabels(store: Store, id: string, request: HttpRequest, world: World): HttpResponse {
  const findings: Findings = new Map();
  const dialogId = bindId(id, findings);
  if (findings.size > 0) return problem(400, request, world, errorsOf(findings));
  const row = findLabelled(store, dialogId, world);
  if (!row) return notFound(request, world, dialogId);
  const shown = world.keeps('DP-LBL-001') ? contextRevision(row, 'serviceOwner') : row.revision;
  return respondJson(
    200,
    jsonType,
    row.serviceOwnerLabels.map((value) => ({ value })),
    [etag(shown)],
  );
}

/** POST …/context/labels: one label more. */
export function postLabel(store: Store, id: string, request: HttpRequest, world: World): HttpResponse {
  if (!isJsonBody(request, world)) return respondEmpty(415);
  const body = readObjectBody(request, world);
  if ('refusal' in body) return body.refusal;
  const read = readDto(serviceOwnerLabel, body.json, world);
  if ('fault' in read) return problem(400, request, world, { [read.fault.place]: [read.fault.message] });
  return changeLabels(store, id, request, world, (row) => {
    const value = String(read.value['value'] ?? '');
    const after = [...row.serviceOwnerLabels, value.toLowerCase()];
    const faults: Findings = new Map();
    const list = after.map((each): JsonObject => ({ value: each }));
    validateDto(labelList, { serviceOwnerLabels: list }, 'dto', world, faults);
    const lawful = faults.size === 0 || !insists(world, 'DP-LBL-002', bugOf(faults, row, value));
    if (lawful && world.mutant('label-forgotten')) return row.serviceOwnerLabels;
    if (lawful && world.mutant('new-label-replaces-others')) return [value.toLowerCase()];
    if ([3, 255].includes(value.length) && world.mutant('limits-of-labels-refused'))
      return problem(400, request, world, { 'dto.value': ['This length is not allowed.'] });
    return lawful ? after : problem(400, request, world, errorsOf(faults));
  });
}

/** DELETE …/context/labels/{label}. */
export function deleteLabel(store: Store, id: string, label: string, request: HttpRequest, world: World): HttpResponse {
  return changeLabels(store, id, request, world, (row) => {
    const after = row.serviceOwnerLabels.filter((each) => each !== label.toLowerCase());
    const missing = after.length === row.serviceOwnerLabels.length && world.keeps('DP-LBL-003');
    if (world.mutant('deleted-label-stays')) return [...row.serviceOwnerLabels];
    if (!missing && world.mutant('deleted-label-takes-all')) return [];
    return missing ? notFound(request, world, label, 'Label') : after;
  });
}

function bugOf(faults: Findings, row: DialogRow, value: string): string {
  if (row.serviceOwnerLabels.includes(value.toLowerCase())) return 'doubled-label-accepted';
  return faults.has('dto.serviceOwnerLabels') ? 'twenty-first-label-accepted' : 'label-of-any-length-accepted';
}

function changeLabels(
  store: Store,
  id: string,
  request: HttpRequest,
  world: World,
  change: (row: DialogRow) => readonly string[] | HttpResponse,
): HttpResponse {
  const findings: Findings = new Map();
  const dialogId = bindId(id, findings);
  const terms = bindWrite(request, 'fast-endpoints', world, findings);
  if (findings.size > 0) return problem(400, request, world, errorsOf(findings));
  const row = findLabelled(store, dialogId, world);
  if (!row) return notFound(request, world, dialogId);
  const stale = refuseStaleContext(row, 'serviceOwner', terms.ifMatch, request, world);
  const labels = change(row);
  const refusal = stale ?? ('status' in labels ? labels : undefined);
  if (refusal && !(refusal.status === 400 && world.mutant('label-added-despite-400'))) return refusal;
  const after = 'status' in labels ? [...row.serviceOwnerLabels, 'another'] : labels;
  const answer = commitContext(store, row, { ...row, serviceOwnerLabels: after }, 'serviceOwner', world);
  return refusal ?? answer;
}
