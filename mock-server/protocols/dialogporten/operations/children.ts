import type { HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { respondJson } from '../../../kernel/respond.ts';
import { rollBack } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { holdChildIds, redacted, takenChildIds } from '../model/child-ids.ts';
import { laterInstant } from '../model/date-time.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import type { DtoObject } from '../model/dto-schema.ts';
import type { Findings } from '../model/findings.ts';
import { jsonType, notFound, problem } from '../problem-details.ts';
import { bindId } from '../request/bind-id.ts';
import { bindWrite, type WriteTerms } from '../request/binders.ts';
import { findDialog } from '../request/find-dialog.ts';
import { readBody } from '../request/read-body.ts';
import { etag } from '../write/answer-update.ts';
import { commitDialog } from '../write/commit-dialog.ts';
import { byCreation } from '../write/merge-update.ts';
import { refuseInvalid } from '../write/refuse-invalid.ts';

/** One of the two kinds of children that have endpoints of their own. */
export interface ChildKind {
  readonly singular: 'activity' | 'transmission';
  readonly list: 'activities' | 'transmissions';
  /** Its name in error messages. */
  readonly entity: 'DialogActivity' | 'DialogTransmission';
  readonly dto: DtoObject;
  validate(child: JsonObject, world: World, findings: Findings): void;
  /** A refusal that depends on the dialog, before anything is written. */
  refuse(call: Call, row: DialogRow, child: JsonObject, terms: WriteTerms): HttpResponse | undefined;
  /** A refusal that the database makes, after everything else: the revision for activities. */
  refuseCommit(call: Call, row: DialogRow, terms: WriteTerms): HttpResponse | undefined;
  store(child: JsonObject, now: string, world: World): JsonObject;
}

/** POST …/activities or …/transmissions: one child more. */
export const postChild =
  (kind: ChildKind) =>
  (call: Call, id: string): HttpResponse => {
    const read = readBody(call, kind.dto);
    if (isRefused(read)) return read.refused;
    const findings: Findings = new Map();
    const dialogId = bindId(id, findings);
    const terms = bindWrite(call, 'fast-endpoints', findings, read.json);
    const row = findDialog(call, dialogId);
    if (findings.size === 0) kind.validate(read.dto, call.world, findings);
    const invalid = refuseInvalid(call, findings);
    if (invalid) return invalid;
    if (!row) return notFound(call, dialogId);
    return kind.refuse(call, row, read.dto, terms) ?? addChild(kind, call, row, read.dto, terms);
  };

/** Adds a child that nothing but the database may speak against. */
function addChild(kind: ChildKind, call: Call, row: DialogRow, dto: JsonObject, terms: WriteTerms): HttpResponse {
  const { store, world } = call;
  const child = kind.store(dto, laterInstant(world.now(), row.updatedAt), world);
  // Here unconditional writers never collide, because a request is handled in one go. Where they do, losers are told so.
  const collides = terms.ifMatch === undefined && row[kind.list].length >= 3;
  if (collides && world.variant('colliding-children-refused'))
    return problem(409, call, { '': ['Somebody else was quicker: retry.'] });
  const after: DialogRow = { ...row, [kind.list]: [...row[kind.list], child].sort(byCreation) };
  // As in a database: the child is inserted, and what its commit finds wrong takes the insertion back.
  return store.transaction(() => {
    const committed = commitDialog(store, row, after, { silent: terms.silent, throughChild: kind.singular }, world);
    const taken = takenChildIds(store, committed, world);
    if (taken.length > 0)
      return rollBack(problem(422, call, Object.fromEntries(taken.map((name) => [name, [redacted]]))));
    const late = kind.refuseCommit(call, row, terms);
    if (late) return rollBack(late);
    holdChildIds(store, committed, row);
    world.cites(kind.singular === 'activity' ? 'DP-ACT-001' : 'DP-TX-001');
    return respondJson(201, jsonType, child['id'] ?? '', [etag(committed.revision)]);
  });
}
