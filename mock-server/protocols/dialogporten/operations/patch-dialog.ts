import { type HttpRequest, type HttpResponse, headerValue } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../../../core/json.ts';
import { respondEmpty, respondJson } from '../../../kernel/respond.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { type DialogRow, tables } from '../model/dialog-row.ts';
import { updateDialogDto } from '../model/dtos.ts';
import { errorsOf, type Findings, find } from '../model/findings.ts';
import { parseGuid } from '../model/guid.ts';
import { insists } from '../model/insists.ts';
import { bindingProblem, jsonType, notFound, problem, traceId } from '../problem-details.ts';
import { bindWrite } from '../request/binders.ts';
import { findDialog } from '../request/find-dialog.ts';
import { patchDocument, patchTarget } from '../request/patch-document.ts';
import { isJsonBody, readJsonBody } from '../request/read-body.ts';
import { readDto } from '../request/read-dto.ts';
import { commitDialog } from '../write/commit-dialog.ts';
import { mergeUpdate } from '../write/merge-update.ts';
import type { Update } from '../write/update.ts';
import { updateDialog } from '../write/update-dialog.ts';
import { spoiled } from './put-dialog.ts';

/** PATCH …/dialogs/{id}: operations on the document that a PUT would send. */
export function patchDialog(store: Store, id: string, request: HttpRequest, world: World): HttpResponse {
  if (!isJsonBody(request, world)) return spoiled(unsupported(request, world), store, id, world);
  const findings: Findings = new Map();
  const patch = readPatch(request, world, findings);
  const dialogId = parseGuid(id);
  if (dialogId === undefined) find(findings, 'dialogId', `The value '${id}' is not valid.`);
  const terms = bindWrite(request, 'mvc', world, findings);
  const unbound = findings.size > 0 ? bindingProblem(world, errorsOf(findings)) : undefined;
  if (unbound && findings.has('patchDocument')) return spoiled(unbound, store, id, world);
  if (unbound && !world.mutant('write-despite-unbound')) return unbound;
  const row = findDialog(store, dialogId ?? '', world);
  if (!row && world.mutant('patch-of-unknown-is-204')) return respondEmpty(204);
  if (!row) return notFound(request, world, dialogId ?? '');

  const shown = {
    ...(world.mutant('patch-shows-activities') ? { activities: row.activities } : {}),
    ...(world.mutant('patch-shows-transmissions') ? { transmissions: row.transmissions } : {}),
  };
  const target = { ...patchTarget(row.fields), ...shown };
  const patched = patchDocument(target, patch, world);
  if ('crash' in patched) return problem(500, request, world);
  const update = (document: JsonObject): Update => {
    const read = readDto(updateDialogDto, document, world, { lenient: true });
    const dto = 'fault' in read ? {} : read.value;
    const hidden = Object.fromEntries(Object.keys(shown).map((name) => [name, []]));
    return { store, row: { ...row, ...hidden }, dto, body: slippedIn(patch, world), terms, request, world };
  };
  if ('fault' in patched) {
    if (world.mutant('patch-keeps-good-operations'))
      commitDialog(store, row, mergeUpdate(update(patched.until)), { silent: terms.silent }, world);
    if (world.mutant('failed-patch-touches-dialog'))
      store.table<DialogRow>(tables.dialogs).put(row.id, { ...row, revision: world.uuid(4) });
    return refuseApplication(patched.fault, request, world);
  }
  const answer = updateDialog(forgetful(update(patched.document), row, world));
  return unbound ?? answer;
}

/** Operations out of the body, or findings: MVC reports what it cannot read in its own words. */
function readPatch(request: HttpRequest, world: World, findings: Findings): readonly Json[] {
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
  if (insists(world, 'DP-PATCH-013', 'unreadable-patch-is-empty'))
    find(findings, 'patchDocument', 'The patchDocument field is required.');
  else findings.clear();
  return [];
}

/** A patch that cannot be applied is the one refusal that is not Problem Details in reality; the page promises it is. */
function refuseApplication(fault: string, request: HttpRequest, world: World): HttpResponse {
  if (world.edition === 'documented') return problem(400, request, world, { UpdateDialogDto: [fault] });
  if (!world.keeps('DP-PATCH-010')) return problem(400, request, world, { UpdateDialogDto: [fault] });
  return respondJson(400, jsonType, { UpdateDialogDto: [fault] });
}

function unsupported(request: HttpRequest, world: World): HttpResponse {
  if (headerValue(request.headers, 'Content-Type') !== undefined) return respondEmpty(415);
  return respondJson(415, 'application/problem+json; charset=utf-8', {
    type: 'https://tools.ietf.org/html/rfc9110#section-15.5.16',
    title: 'Unsupported Media Type',
    status: 415,
    traceId: traceId(world),
  });
}

/** Defect: members that no patch may reach slip in as if they stood in the body of a PUT. */
function slippedIn(patch: readonly Json[], world: World): JsonObject {
  if (!world.mutant('patch-reaches-immutables')) return {};
  return Object.fromEntries(
    patch.filter(isJsonObject).map((each) => [String(each['path']).slice(1), each['value'] ?? null]),
  );
}

/** Defects: a patch touches more than it names. */
function forgetful(update: Update, row: DialogRow, world: World): Update {
  const dto: Record<string, Json> = { ...update.dto };
  if (world.mutant('patch-drops-unnamed-members') && dto['externalReference'] === row.fields['externalReference'])
    delete dto['externalReference'];
  if (world.mutant('patch-renews-attachment-ids'))
    dto['attachments'] = row.fields.attachments.map(({ id: _old, ...rest }) => rest);
  if (world.mutant('patch-empties-untouched-lists')) dto['guiActions'] = [];
  return { ...update, dto };
}
