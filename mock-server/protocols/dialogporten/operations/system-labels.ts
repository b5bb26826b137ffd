import type { HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { World } from '../../../kernel/world.ts';
import { type DtoObject, type DtoType, member, object } from '../model/dto-schema.ts';
import { systemLabel } from '../model/enums.ts';
import { errorsOf, type Findings, find } from '../model/findings.ts';
import { notFound, problem } from '../problem-details.ts';
import { bindId } from '../request/bind-id.ts';
import { queryValue } from '../request/bind-silent.ts';
import { bindWrite } from '../request/binders.ts';
import { readBody } from '../request/read-body.ts';
import { etag } from '../write/answer-update.ts';
import { commitContext, findLabelled, refuseStaleContext } from './label-context.ts';

const labels: DtoType = { kind: 'list', of: { kind: 'enum', names: systemLabel } };
/** Labels to add and to remove. */
export const labelsDto: DtoObject = object(member('addLabels', labels), member('removeLabels', labels));

/** Of these a dialog has exactly one. */
const places: ReadonlySet<string> = new Set(['Default', 'Bin', 'Archive']);

/** PUT …/endusercontext/systemlabels?enduserId=…: labels on behalf of an end user. */
export function putSystemLabels(call: Call, id: string): HttpResponse {
  const read = readBody(call, labelsDto);
  if (isRefused(read)) return read.refused;
  const [added, removed] = [read.dto['addLabels'], read.dto['removeLabels']] as unknown as [string[], string[]];
  const findings: Findings = new Map();
  const dialogId = bindId(id, findings);
  const terms = bindWrite(call, 'fast-endpoints', findings);
  if ((queryValue(call.request, 'enduserId') ?? '') === '') find(findings, 'EndUserId', 'EnduserId is required');
  noteSent(read.dto, '', call.world, findings);
  if (findings.size > 0) return problem(400, call, errorsOf(findings));
  const row = findLabelled(call, dialogId);
  if (!row) return notFound(call, dialogId);
  const stale = refuseStaleContext(call, row, 'endUser', terms.ifMatch);
  if (stale) return stale;
  const after = labelsAfter(row.systemLabels, added, removed);
  if (after.join() === row.systemLabels.join()) return respondEmpty(204, [etag(row.endUserRevision)]);
  return commitContext(call, { ...row, systemLabels: after }, 'endUser');
}

/** Notes that the label Sent is the server's. */
export function noteSent(dto: JsonObject, place: string, world: World, findings: Findings): void {
  for (const name of ['addLabels', 'removeLabels']) {
    const list = dto[name] as unknown as readonly string[];
    if (list.includes('Sent') && world.keepsFor(name, 'DP-LBL-004'))
      find(findings, `${place}${name}[${list.indexOf('Sent')}]`, "The label 'Sent' cannot be set or removed.");
  }
}

/** System labels after a change: exactly one of them is a place. */
export function labelsAfter(
  before: readonly string[],
  added: readonly string[],
  removed: readonly string[],
): readonly string[] {
  const kept = before.filter((label) => !removed.includes(label) && !added.includes(label));
  const place = added.findLast((label) => places.has(label)) ?? kept.find((label) => places.has(label)) ?? 'Default';
  const others = [...kept, ...added].filter((label) => !places.has(label));
  return [place, ...new Set(others)];
}
