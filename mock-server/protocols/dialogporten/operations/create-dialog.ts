import type { HeaderField, HttpResponse } from '../../../../core/http.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { respondJson } from '../../../kernel/respond.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { holdChildIds, redacted, takenChildIds } from '../model/child-ids.ts';
import { keyOf } from '../model/dialog-keys.ts';
import { type DialogRow, type Holder, tables } from '../model/dialog-row.ts';
import { createDialogDto } from '../model/dtos.ts';
import type { Findings } from '../model/findings.ts';
import { jsonType, problem } from '../problem-details.ts';
import { bindSilent } from '../request/bind-silent.ts';
import { readBody } from '../request/read-body.ts';
import { etag } from '../write/answer-update.ts';
import { createdRow } from '../write/created-row.ts';
import { refuseInvalid } from '../write/refuse-invalid.ts';
import { validateCreate } from '../write/validate-create.ts';
import { refuseCreate } from './refuse-create.ts';

/** POST …/dialogs. */
export function createDialog(call: Call): HttpResponse {
  const { store, world } = call;
  const read = readBody(call, createDialogDto);
  if (isRefused(read)) return read.refused;
  const findings: Findings = new Map();
  const silent = bindSilent(call, 'fast-endpoints', findings);
  if (findings.size === 0) validateCreate(read.dto, world, findings);
  const refusal = refuseInvalid(call, findings) ?? refuseCreate(call, read.dto, silent);
  if (refusal) return refusal;
  const row = createdRow(read.dto, world);
  const taken = refuseTaken(call, row);
  if (taken) return taken;
  insertDialog(store, row);
  world.cites('DP-CR-001', 'DP-CR-002');
  return respondJson(201, jsonType, row.id, [etag(row.revision), ...location(row, world)]);
}

/** What the database finds out when it is asked to insert: ids and keys that others have, deleted ones included. */
function refuseTaken(call: Call, row: DialogRow): HttpResponse | undefined {
  const { store, world } = call;
  const taken = takenChildIds(store, row, world);
  const holder = store.table<DialogRow>(tables.dialogs).get(row.id);
  const key = keyOf(row);
  const sameId =
    holder !== undefined &&
    (holder.deletedAt === undefined ? world.keeps('DP-ID-004') : world.keepsFor('id', 'DP-DEL-010'));
  const sameKey =
    key !== undefined &&
    store.table<Holder>(tables.idempotentKeys).has(key) &&
    world.keepsFor('idempotentKey', 'DP-DEL-010');
  if (sameId || sameKey) taken.push('Dialog');
  if (taken.length === 0) return undefined;
  return problem(422, call, Object.fromEntries(taken.map((kind) => [kind, [redacted]])));
}

/** Stores a new dialog, and notes its ids and key. */
export function insertDialog(store: Store, row: DialogRow): void {
  store.table<DialogRow>(tables.dialogs).put(row.id, row);
  const key = keyOf(row);
  if (key !== undefined) store.table<Holder>(tables.idempotentKeys).put(key, { dialogId: row.id });
  holdChildIds(store, row);
}

/** The real server promises a Location and sends none; one that does send it must lead to the dialog (DP-CR-003). */
function location(row: DialogRow, world: World): HeaderField[] {
  world.cites('DP-CR-003');
  return world.variant('location-of-new-dialogs') ? [['Location', `/api/v1/serviceowner/dialogs/${row.id}`]] : [];
}
