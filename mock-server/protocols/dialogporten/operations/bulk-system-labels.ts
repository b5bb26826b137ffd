import type { HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { member, object } from '../model/dto-schema.ts';
import { errorsOf, type Findings, find } from '../model/findings.ts';
import { listOf } from '../model/list-of.ts';
import { forbidden, notFound, problem } from '../problem-details.ts';
import { readBody } from '../request/read-body.ts';
import {
  changeMembers,
  type LabelChange,
  labelChange,
  labelsAfter,
  refuseActor,
  validateChange,
} from './label-changes.ts';
import { commitContext, findLabelled } from './label-context.ts';

const mostDialogs = 200;

const dto = object(
  member('dialogs', {
    kind: 'list',
    of: object(member('dialogId', { kind: 'guid' }, 'required'), member('endUserContextRevision', { kind: 'guid' })),
  }),
  ...changeMembers,
);

/** POST …/endusercontext/systemlabels/actions/bulkset: the labels of several dialogs at once, of all or of none. */
export function bulkSetSystemLabels(call: Call): HttpResponse {
  const read = readBody(call, dto);
  if (isRefused(read)) return read.refused;
  const change = labelChange(read, 'several', call.world);
  const wanted = listOf(read.dto, 'dialogs');
  const invalid = refuseBulk(call, change, wanted);
  if (invalid) return invalid;
  const presumed = refuseActor(change, call.world);
  if (presumed !== undefined) return forbidden(call, presumed);
  const rows = wanted.map(({ dialogId }) => findLabelled(call, String(dialogId)));
  const missing = wanted.filter((_, index) => rows[index] === undefined).map(({ dialogId }) => dialogId);
  if (missing.length > 0 && call.world.keepsFor('missing', 'DP-LBL-005')) return notFound(call, missing.join(', '));
  const stale = wanted.some(({ endUserContextRevision: revision }, index) => {
    return revision !== undefined && revision !== rows[index]?.endUserRevision;
  });
  if (stale && call.world.keepsFor('stale', 'DP-LBL-005')) return problem(412, call);
  for (const row of rows.filter((each): each is DialogRow => each !== undefined)) {
    const after = labelsAfter(row.systemLabels, change);
    if (after.join() !== row.systemLabels.join()) commitContext(call, { ...row, systemLabels: after }, 'endUser');
  }
  call.world.cites('DP-LBL-005');
  return respondEmpty(204);
}

function refuseBulk(call: Call, change: LabelChange, wanted: readonly JsonObject[]): HttpResponse | undefined {
  const findings: Findings = new Map();
  validateChange(call, change, 'dto.', findings);
  if (wanted.length === 0 || wanted.length > mostDialogs)
    find(findings, 'dto.dialogs', `Must supply between 1 and ${mostDialogs} dialogs to update`);
  const ids = wanted.map(({ dialogId }) => dialogId);
  if (new Set(ids).size < ids.length) find(findings, 'dto.dialogs', 'Can not contain duplicate items.');
  return findings.size > 0 ? problem(400, call, errorsOf(findings)) : undefined;
}
