import type { HeaderField, HttpRequest, HttpResponse } from '../../../../core/http.ts';
import { respondEmpty, respondJson } from '../../../kernel/respond.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { holdChildIds, redacted, takenChildIds } from '../model/child-ids.ts';
import { keyOf } from '../model/dialog-keys.ts';
import { type DialogRow, type Holder, tables } from '../model/dialog-row.ts';
import { createDialogDto } from '../model/dtos.ts';
import { errorsOf, type Findings } from '../model/findings.ts';
import { insists } from '../model/insists.ts';
import { jsonType, problem } from '../problem-details.ts';
import { bindSilent } from '../request/bind-silent.ts';
import { isJsonBody, readObjectBody } from '../request/read-body.ts';
import { readDto } from '../request/read-dto.ts';
import { etag } from '../write/answer-update.ts';
import { createdRow } from '../write/created-row.ts';
import { validateCreate } from '../write/validate-create.ts';
import { refuseCreate, refuseTakenKey } from './refuse-create.ts';

/** POST …/dialogs. */
export function createDialog(store: Store, request: HttpRequest, world: World): HttpResponse {
  if (!isJsonBody(request, world) && !world.mutant('create-reads-any-media-type')) return respondEmpty(415);
  const body = readObjectBody(request, world);
  if ('refusal' in body) return body.refusal;
  const read = readDto(createDialogDto, body.json, world);
  if ('fault' in read) return problem(400, request, world, { [read.fault.place]: [read.fault.message] });
  const dto = read.value;
  const findings: Findings = new Map();
  const silent = bindSilent(request, 'fast-endpoints', world, findings);
  if (silent && world.mutant('silent-create-refused')) return problem(400, request, world, {});
  const hasty =
    dto['idempotentKey'] !== undefined && world.mutant('taken-key-before-validation')
      ? refuseTakenKey(store, dto, new Map(), request, world)
      : undefined;
  if (hasty) return hasty;
  if (findings.size === 0) validateCreate(dto, silent, world, findings);
  const refusal =
    findings.size > 0
      ? problem(400, request, world, errorsOf(firstOnly(findings, world)))
      : refuseCreate(store, dto, silent, request, world);
  if (refusal && !world.mutant(`created-despite-${refusal.status}`)) return refusal;
  const row = createdRow(dto, world);
  const taken = refusal ? undefined : refuseTaken(store, row, request, world);
  if (taken) return taken;
  insert(store, row);
  return refusal ?? answerCreated(row, world);
}

/** What the database finds out when it is asked to insert: ids and keys that others have, deleted ones included. */
function refuseTaken(store: Store, row: DialogRow, request: HttpRequest, world: World): HttpResponse | undefined {
  const taken = takenChildIds(store, row, world);
  const holder = store.table<DialogRow>(tables.dialogs).get(row.id);
  const key = keyOf(row);
  const sameId =
    holder !== undefined &&
    (holder.deletedAt === undefined
      ? insists(world, 'DP-ID-004', 'taken-dialog-id-overwritten')
      : insists(world, 'DP-DEL-010', 'id-of-deleted-dialog-is-free'));
  const sameKey =
    key !== undefined &&
    store.table<Holder>(tables.idempotentKeys).has(key) &&
    insists(world, 'DP-DEL-010', 'key-of-deleted-dialog-is-free');
  if (sameId || sameKey) taken.push('Dialog');
  if (taken.length === 0) return undefined;
  const status = world.mutant('taken-id-is-409') ? 409 : 422;
  return problem(status, request, world, Object.fromEntries(taken.map((kind) => [kind, [redacted]])));
}

function insert(store: Store, row: DialogRow): void {
  store.table<DialogRow>(tables.dialogs).put(row.id, row);
  const key = keyOf(row);
  if (key !== undefined) store.table<Holder>(tables.idempotentKeys).put(key, { dialogId: row.id });
  holdChildIds(store, row);
}

/** Defects show in the answers for the smallest dialogs only, so that scenarios about anything else get to it. */
function answerCreated(row: DialogRow, world: World): HttpResponse {
  if (row.fields['progress'] !== undefined)
    return respondJson(201, jsonType, row.id, [['ETag', row.revision], ...location(row, world, false)]);
  const shown = world.keeps('DP-CR-002') ? row.revision : world.uuid(4);
  return respondJson(
    world.keeps('DP-CR-001') ? 201 : 200,
    jsonType,
    world.mutant('create-answers-object') ? { id: row.id } : row.id,
    [spelled(shown, world), ...location(row, world, true)],
  );
}

/** Defects: the revision as an entity-tag that RFC 9110 would like better. */
function spelled(revision: string, world: World): HeaderField {
  if (world.mutant('etag-quoted')) return ['ETag', `"${revision}"`];
  return world.mutant('etag-weak') ? ['ETag', `W/"${revision}"`] : etag(revision);
}

/** The real server promises a Location and sends none; one that does send it must lead to the dialog. */
function location(row: DialogRow, world: World, small: boolean): HeaderField[] {
  if (small && !world.keeps('DP-CR-003')) return [['Location', `/api/v1/serviceowner/dialogs/${world.uuid(7)}`]];
  return world.variant('location-of-new-dialogs') ? [['Location', `/api/v1/serviceowner/dialogs/${row.id}`]] : [];
}

/** Defect: one problem at a time. */
function firstOnly(findings: Findings, world: World): Findings {
  return world.keeps('DP-ERR-004') ? findings : new Map([...findings].slice(0, 1));
}
