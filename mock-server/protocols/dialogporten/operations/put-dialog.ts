import type { HttpRequest, HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { type DialogRow, tables } from '../model/dialog-row.ts';
import { updateDialogDto } from '../model/dtos.ts';
import { errorsOf, type Findings } from '../model/findings.ts';
import { newRevision } from '../model/revision.ts';
import { notFound, problem } from '../problem-details.ts';
import { bindId } from '../request/bind-id.ts';
import { bindWrite } from '../request/binders.ts';
import { findDialog } from '../request/find-dialog.ts';
import { isJsonBody, readObjectBody } from '../request/read-body.ts';
import { readDto } from '../request/read-dto.ts';
import { updateDialog } from '../write/update-dialog.ts';
import { validateDialog } from '../write/validate-dialog.ts';

/** PUT …/dialogs/{id}: a whole update document. */
export function putDialog(store: Store, id: string, request: HttpRequest, world: World): HttpResponse {
  const hasty = hastyCondition(request, world);
  if (hasty) return hasty;
  if (!isJsonBody(request, world)) return spoiled(respondEmpty(415), store, id, world);
  const body = readBody(request, world);
  if ('refusal' in body) return spoiled(body.refusal, store, id, world);
  const findings: Findings = new Map();
  const dialogId = bindId(id, findings);
  const terms = bindWrite(request, 'fast-endpoints', world, findings);
  const unbound = findings.size > 0 ? problem(400, request, world, errorsOf(findings)) : undefined;
  const row = findDialog(store, dialogId, world);
  if (unbound && row && world.mutant('malformed-condition-last')) {
    const invalid: Findings = new Map();
    validateDialog(updateDialogDto, body.dto, world, invalid);
    if (invalid.size > 0) return problem(400, request, world, errorsOf(invalid));
  }
  const late =
    unbound &&
    (row?.deletedAt === undefined
      ? !row && world.mutant('unknown-before-malformed-condition')
      : world.mutant('deleted-before-malformed-condition'));
  if (unbound && !late && !world.mutant('write-despite-unbound')) return unbound;
  if (!row && !world.keeps('DP-PUT-002')) {
    validateDialog(updateDialogDto, body.dto, world, findings);
    if (findings.size > 0) return problem(400, request, world, errorsOf(findings));
  }
  if (!row) {
    const stale = terms.ifMatch !== undefined && world.mutant('stale-before-unknown');
    return stale ? problem(412, request, world) : notFound(request, world, dialogId);
  }
  const unknown = Object.keys(body.json).find((name) => !known.has(name.toLowerCase()));
  if (unknown !== undefined && !world.keeps('DP-ERR-008'))
    return problem(400, request, world, { [unknown]: ['This member is not known.'] });
  const immutable = Object.keys(body.json).find((name) => immutables.has(name));
  if (immutable !== undefined && world.mutant('immutable-member-refused'))
    return problem(400, request, world, { [immutable]: ['This member cannot be changed.'] });
  const answer = updateDialog({ store, row, dto: body.dto, body: body.json, terms, request, world });
  return late ? answer : (unbound ?? answer);
}

/** Defect: a malformed condition is reported before anything else. */
function hastyCondition(request: HttpRequest, world: World): HttpResponse | undefined {
  if (!world.mutant('malformed-condition-first')) return undefined;
  const findings: Findings = new Map();
  bindWrite(request, 'fast-endpoints', world, findings);
  return findings.size > 0 ? problem(400, request, world, errorsOf(findings)) : undefined;
}

/** Defects: a body that cannot be read is refused, and yet the dialog is touched. */
export function spoiled(refusal: HttpResponse, store: Store, id: string, world: World): HttpResponse {
  const bug = refusal.status === 415 ? 'write-despite-415' : 'write-despite-unreadable-body';
  const row = world.mutant(bug) ? findDialog(store, id, world) : undefined;
  if (row) store.table<DialogRow>(tables.dialogs).put(row.id, { ...row, revision: newRevision(world) });
  return refusal;
}

const immutables: ReadonlySet<string> = new Set([
  'id',
  'org',
  'party',
  'serviceResource',
  'revision',
  'createdAt',
  'updatedAt',
  'contentUpdatedAt',
  'visibleFrom',
  'systemLabel',
  'serviceOwnerContext',
]);

/** Names that a whole dialog has, so that a read one can be sent back. */
const known: ReadonlySet<string> = new Set(
  [...updateDialogDto.members.map(({ name }) => name), ...immutables, 'idempotentKey'].map((name) =>
    name.toLowerCase(),
  ),
);

function readBody(
  request: HttpRequest,
  world: World,
): { readonly json: JsonObject; readonly dto: JsonObject } | { readonly refusal: HttpResponse } {
  const body = readObjectBody(request, world);
  if ('refusal' in body) return body;
  const read = readDto(updateDialogDto, body.json, world);
  return 'fault' in read
    ? { refusal: problem(400, request, world, { [read.fault.place]: [read.fault.message] }) }
    : { json: body.json, dto: read.value };
}
