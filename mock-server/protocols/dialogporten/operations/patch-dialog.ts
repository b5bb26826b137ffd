import { type HttpRequest, type HttpResponse, headerValue } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { respondEmpty, respondJson } from '../../../kernel/respond.ts';
import { updateDialogDto } from '../model/dtos.ts';
import { errorsOf, type Findings, find } from '../model/findings.ts';
import { parseGuid } from '../model/guid.ts';
import { bindingProblem, jsonType, notFound, problem, traceId } from '../problem-details.ts';
import { bindWrite } from '../request/binders.ts';
import { findDialog } from '../request/find-dialog.ts';
import { patchDocument, patchTarget } from '../request/patch-document.ts';
import { isJsonBody, readJsonBody } from '../request/read-body.ts';
import { readDto } from '../request/read-dto.ts';
import { updateDialog } from '../write/update-dialog.ts';

/** PATCH …/dialogs/{id}: operations on the document that a PUT would send. */
export function patchDialog(call: Call, id: string): HttpResponse {
  const { request, world } = call;
  if (!isJsonBody(call)) return unsupported(call);
  const findings: Findings = new Map();
  const patch = readPatch(request, findings);
  if (findings.size > 0)
    if (world.keepsFor('body', 'DP-PATCH-013')) find(findings, 'patchDocument', 'The patchDocument field is required.');
    else findings.clear();
  const dialogId = parseGuid(id);
  if (dialogId === undefined) find(findings, 'dialogId', `The value '${id}' is not valid.`);
  const terms = bindWrite(call, 'mvc', findings);
  if (findings.size > 0) return bindingProblem(world, errorsOf(findings));
  const row = findDialog(call, dialogId ?? '');
  if (!row) return notFound(call, dialogId ?? '');
  const patched = patchDocument(patchTarget(row.fields), patch, world);
  if ('crash' in patched) return problem(500, call);
  if ('fault' in patched) return refusePatch(call, patched.fault);
  const read = readDto(updateDialogDto, patched.document, world, { lenient: true });
  return updateDialog({ ...call, row, dto: 'fault' in read ? {} : read.value, terms });
}

/** Operations out of the body, or findings: MVC reports what it cannot read in its own words. */
function readPatch(request: HttpRequest, findings: Findings): readonly Json[] {
  const malformed = 'The JSON patch document was malformed and could not be parsed.';
  const body = readJsonBody(request);
  if (request.body.length === 0 || ('json' in body && body.json === null))
    find(findings, '', 'A non-empty request body is required.');
  else if ('fault' in body || !isJsonArray(body.json)) find(findings, '', malformed);
  else {
    const wrong = body.json.findIndex((each) => each !== null && !isJsonObject(each));
    if (wrong < 0) return body.json;
    find(findings, `[${wrong}]`, 'The value is no operation.');
  }
  return [];
}

/** A patch that cannot be applied is the one refusal that is not Problem Details in reality; the page promises it is. */
export function refusePatch(call: Call, fault: string): HttpResponse {
  if (call.world.edition === 'documented') return problem(400, call, { UpdateDialogDto: [fault] });
  call.world.cites('DP-PATCH-010');
  return respondJson(400, jsonType, { UpdateDialogDto: [fault] });
}

function unsupported({ request, world }: Call): HttpResponse {
  if (headerValue(request.headers, 'Content-Type') !== undefined) return respondEmpty(415);
  return respondJson(415, 'application/problem+json; charset=utf-8', {
    type: 'https://tools.ietf.org/html/rfc9110#section-15.5.16',
    title: 'Unsupported Media Type',
    status: 415,
    traceId: traceId(world),
  });
}
