import type { HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { member, object } from '../model/dto-schema.ts';
import { actor } from '../model/dtos.ts';
import { errorsOf, type Findings, find } from '../model/findings.ts';
import { listOf } from '../model/list-of.ts';
import { hasScope, scopes } from '../model/principals.ts';
import { forbidden, notFound, problem } from '../problem-details.ts';
import { queryValue } from '../request/bind-silent.ts';
import { readBody } from '../request/read-body.ts';
import { commitContext, findLabelled } from './label-context.ts';
import { labelsAfter, labelsDto, noteSent } from './system-labels.ts';

const mostDialogs = 200;

const dto = object(
  member('dialogs', {
    kind: 'list',
    of: object(member('dialogId', { kind: 'guid' }, 'required'), member('endUserContextRevision', { kind: 'guid' })),
  }),
  ...labelsDto.members,
  member('performedBy', actor),
);

/** POST …/endusercontext/systemlabels/actions/bulkset: the labels of several dialogs at once, of all or of none. */
export function bulkSetSystemLabels(call: Call): HttpResponse {
  const read = readBody(call, dto);
  if (isRefused(read)) return read.refused;
  const wanted = listOf(read.dto, 'dialogs');
  const [added, removed] = [read.dto['addLabels'], read.dto['removeLabels']] as unknown as [string[], string[]];
  const invalid = refuseBulk(call, read.dto, wanted);
  if (invalid) return invalid;
  if (read.dto['performedBy'] !== undefined && !hasScope(call.world, scopes.admin))
    return forbidden(call, 'performedBy is only allowed for admin-integrations.');
  const rows = wanted.map(({ dialogId }) => findLabelled(call, String(dialogId)));
  const missing = wanted.filter((_, index) => rows[index] === undefined).map(({ dialogId }) => dialogId);
  if (missing.length > 0 && call.world.keepsFor('missing', 'DP-LBL-005')) return notFound(call, missing.join(', '));
  const stale = wanted.some(({ endUserContextRevision: revision }, index) => {
    return revision !== undefined && revision !== rows[index]?.endUserRevision;
  });
  if (stale && call.world.keepsFor('stale', 'DP-LBL-005')) return problem(412, call);
  for (const row of rows.filter((each): each is DialogRow => each !== undefined)) {
    const after = labelsAfter(row.systemLabels, added, removed);
    if (after.join() !== row.systemLabels.join()) commitContext(call, { ...row, systemLabels: after }, 'endUser');
  }
  call.world.cites('DP-LBL-005');
  return respondEmpty(204);
}

function refuseBulk(call: Call, body: JsonObject, wanted: readonly JsonObject[]): HttpResponse | undefined {
  const findings: Findings = new Map();
  const named = (queryValue(call.request, 'enduserId') ?? '') !== '';
  if (body['performedBy'] === undefined && !named) find(findings, 'EndUserId', 'EnduserId is required');
  if (body['performedBy'] !== undefined && named)
    find(findings, 'EndUserId', 'EnduserId must be omitted when performedBy is supplied.');
  if (wanted.length === 0 || wanted.length > mostDialogs)
    find(findings, 'dto.dialogs', `Must supply between 1 and ${mostDialogs} dialogs to update`);
  const ids = wanted.map(({ dialogId }) => dialogId);
  if (new Set(ids).size < ids.length) find(findings, 'dto.dialogs', 'Can not contain duplicate items.');
  noteSent(body, 'dto.', call.world, findings);
  return findings.size > 0 ? problem(400, call, errorsOf(findings)) : undefined;
}
