import type { HttpRequest, HttpResponse } from '../../../../core/http.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { type DtoType, member, object } from '../model/dto-schema.ts';
import { systemLabel } from '../model/enums.ts';
import { errorsOf, type Findings, find } from '../model/findings.ts';
import { insists } from '../model/insists.ts';
import { notFound, problem } from '../problem-details.ts';
import { bindId } from '../request/bind-id.ts';
import { queryValue } from '../request/bind-silent.ts';
import { bindWrite } from '../request/binders.ts';
import { isJsonBody, readObjectBody } from '../request/read-body.ts';
import { readDto } from '../request/read-dto.ts';
import { etag } from '../write/answer-update.ts';
import { commitContext, findLabelled, refuseStaleContext } from './label-context.ts';

const labels: DtoType = { kind: 'list', of: { kind: 'enum', names: systemLabel } };
const dto = object(member('addLabels', labels), member('removeLabels', labels));

/** Of these a dialog has exactly one. */
const places: ReadonlySet<string> = new Set(['Default', 'Bin', 'Archive']);

/** PUT …/endusercontext/systemlabels?enduserId=…: labels on behalf of an end user. */
export function putSystemLabels(store: Store, id: string, request: HttpRequest, world: World): HttpResponse {
  if (!isJsonBody(request, world)) return respondEmpty(415);
  const body = readObjectBody(request, world);
  if ('refusal' in body) return body.refusal;
  const read = readDto(dto, body.json, world);
  if ('fault' in read) return problem(400, request, world, { [read.fault.place]: [read.fault.message] });
  const [added, removed] = [read.value['addLabels'], read.value['removeLabels']] as unknown as [string[], string[]];
  const findings: Findings = new Map();
  const dialogId = bindId(id, findings);
  const terms = bindWrite(request, 'fast-endpoints', world, findings);
  if ((queryValue(request, 'enduserId') ?? '') === '') find(findings, 'EndUserId', 'EnduserId is required');
  for (const [name, list] of Object.entries({ addLabels: added, removeLabels: removed }))
    if (list.includes('Sent') && insists(world, 'DP-LBL-004', `sent-in-${name}-accepted`))
      find(findings, `${name}[${list.indexOf('Sent')}]`, "The label 'Sent' cannot be set or removed.");
  if (removed.length > 0 && world.mutant('label-removal-refused')) find(findings, 'removeLabels', 'Not now.');
  if (findings.size > 0) return problem(400, request, world, errorsOf(findings));
  const row = findLabelled(store, dialogId, world);
  if (!row) return notFound(request, world, dialogId);
  const stale = refuseStaleContext(row, 'endUser', terms.ifMatch, request, world);
  if (stale) return stale;
  const after = labelsAfter(row.systemLabels, added, removed, world);
  if (after.join() === row.systemLabels.join() && !world.mutant('labels-keep-their-revision'))
    return respondEmpty(204, [etag(row.endUserRevision)]);
  return commitContext(store, row, { ...row, systemLabels: after }, 'endUser', world);
}

function labelsAfter(
  before: readonly string[],
  added: readonly string[],
  removed: readonly string[],
  world: World,
): readonly string[] {
  if (world.mutant('system-labels-forgotten')) return before;
  if (removed.length > 0 && world.mutant('removed-system-label-stays')) return before;
  const after = changed(before, added, removed);
  return after.includes('Bin') && world.mutant('bin-is-archive') ? ['Archive'] : after;
}

function changed(before: readonly string[], added: readonly string[], removed: readonly string[]): readonly string[] {
  const kept = before.filter((label) => !removed.includes(label) && !added.includes(label));
  const place = added.findLast((label) => places.has(label)) ?? kept.find((label) => places.has(label)) ?? 'Default';
  const others = [...kept, ...added].filter((label) => !places.has(label));
  return [place, ...new Set(others)];
}
