import type { HttpResponse } from '../../../../core/http.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { object } from '../model/dto-schema.ts';
import { errorsOf, type Findings } from '../model/findings.ts';
import { forbidden, notFound, problem } from '../problem-details.ts';
import { bindId } from '../request/bind-id.ts';
import { bindWrite } from '../request/binders.ts';
import { readBody } from '../request/read-body.ts';
import { etag } from '../write/answer-update.ts';
import { changeMembers, labelChange, labelsAfter, refuseActor, validateChange } from './label-changes.ts';
import { commitContext, findLabelled, refuseStaleContext } from './label-context.ts';

const dto = object(...changeMembers);

/** PUT …/endusercontext/systemlabels?enduserId=…: labels on behalf of an end user, or of who is named as `performedBy`. */
export function putSystemLabels(call: Call, id: string): HttpResponse {
  const read = readBody(call, dto);
  if (isRefused(read)) return read.refused;
  const wanted = labelChange(read, 'one', call.world);
  const findings: Findings = new Map();
  const dialogId = bindId(id, findings);
  const terms = bindWrite(call, 'fast-endpoints', findings);
  validateChange(call, wanted, '', findings);
  if (findings.size > 0) return problem(400, call, errorsOf(findings));
  const row = findLabelled(call, dialogId);
  if (!row) return notFound(call, dialogId);
  const presumed = refuseActor(wanted, call.world);
  if (presumed !== undefined) return forbidden(call, presumed);
  const stale = refuseStaleContext(call, row, 'endUser', terms.ifMatch);
  if (stale) return stale;
  const after = labelsAfter(row.systemLabels, wanted);
  if (after.join() === row.systemLabels.join()) return respondEmpty(204, [etag(row.endUserRevision)]);
  return commitContext(call, { ...row, systemLabels: after }, 'endUser');
}
