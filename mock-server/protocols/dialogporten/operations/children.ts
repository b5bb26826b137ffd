import type { HttpRequest, HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { respondEmpty, respondJson } from '../../../kernel/respond.ts';
import { rollBack, type Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { holdChildIds, redacted, takenChildIds } from '../model/child-ids.ts';
import { laterInstant } from '../model/date-time.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import type { DtoObject } from '../model/dto-schema.ts';
import { errorsOf, type Findings } from '../model/findings.ts';
import { gone, jsonType, notFound, problem } from '../problem-details.ts';
import { bindId } from '../request/bind-id.ts';
import { bindWrite, type WriteTerms } from '../request/binders.ts';
import { findDialog } from '../request/find-dialog.ts';
import { isJsonBody, readObjectBody } from '../request/read-body.ts';
import { readDto } from '../request/read-dto.ts';
import { etag } from '../write/answer-update.ts';
import { commitDialog } from '../write/commit-dialog.ts';
import { byCreation } from '../write/merge-update.ts';
import { spoiled } from './put-dialog.ts';

/** One of the two kinds of children that have endpoints of their own. */
export interface ChildKind {
  readonly singular: 'activity' | 'transmission';
  readonly list: 'activities' | 'transmissions';
  readonly dto: DtoObject;
  validate(child: JsonObject, row: DialogRow | undefined, world: World, findings: Findings): void;
  /** A refusal that depends on the dialog, before anything is written. */
  refuse(
    child: JsonObject,
    row: DialogRow,
    terms: WriteTerms,
    request: HttpRequest,
    world: World,
  ): HttpResponse | undefined;
  /** A refusal that the database makes, after everything else: the revision for activities, doubled ids for both. */
  refuseCommit(row: DialogRow, terms: WriteTerms, request: HttpRequest, world: World): HttpResponse | undefined;
  store(child: JsonObject, now: string, world: World): JsonObject;
}

/** POST …/activities or …/transmissions: one child more. */
export function postChild(kind: ChildKind, store: Store, id: string, request: HttpRequest, world: World): HttpResponse {
  if (!isJsonBody(request, world)) return spoiled(respondEmpty(415), store, id, world);
  const body = readObjectBody(request, world);
  if ('refusal' in body) return body.refusal;
  const read = readDto(kind.dto, body.json, world);
  if ('fault' in read) return problem(400, request, world, { [read.fault.place]: [read.fault.message] });
  const findings: Findings = new Map();
  const dialogId = bindId(id, findings);
  const bound = bindWrite(request, 'fast-endpoints', world, findings, body.json);
  const rule = kind.singular === 'activity' ? 'DP-CC-011' : 'DP-CC-012';
  const terms = bound.ifMatch !== undefined && !world.keeps(rule) ? { ...bound, ifMatch: undefined } : bound;
  const row = findDialog(store, dialogId, world);
  if (!row && world.mutant(`${kind.singular}-of-unknown-dialog-is-404-first`))
    return notFound(request, world, dialogId);
  if (findings.size === 0) kind.validate(read.value, row, world, findings);
  const invalid = findings.size > 0 ? problem(400, request, world, errorsOf(findings)) : undefined;
  if (invalid && !(row && world.mutant(`${kind.singular}-added-despite-400`))) return invalid;
  if (!row) return unknownParent(kind, dialogId, request, world);
  const refusal = invalid ?? kind.refuse(read.value, row, terms, request, world);
  if (refusal && !world.mutant(`${kind.singular}-added-despite-${refusal.status}`)) return refusal;
  return addChild(kind, store, row, read.value, terms, refusal, request, world);
}

function unknownParent(kind: ChildKind, dialogId: string, request: HttpRequest, world: World): HttpResponse {
  if (world.mutant(`${kind.singular}-of-unknown-dialog-is-gone`)) return gone(request, world, dialogId);
  return notFound(request, world, dialogId);
}

function addChild(
  kind: ChildKind,
  store: Store,
  row: DialogRow,
  dto: JsonObject,
  terms: WriteTerms,
  refusal: HttpResponse | undefined,
  request: HttpRequest,
  world: World,
): HttpResponse {
  const child = kind.store(dto, laterInstant(world.now(), row.updatedAt), world);
  const collision = collide(kind, row, terms, request, world);
  if (collision) return collision;
  const lost = world.mutant(`${kind.singular}-acknowledged-but-lost`) && row[kind.list].length > 1;
  const there = world.mutant(`${kind.singular}-replaces-others`) ? [] : row[kind.list];
  const after: DialogRow = { ...row, [kind.list]: lost ? there : [...there, child].sort(byCreation) };
  // As in a database: the child is inserted, and what its commit finds wrong takes the insertion back.
  return store.transaction(() => {
    const committed = commitDialog(store, row, after, { silent: terms.silent, throughChild: kind.singular }, world);
    const taken = takenChildIds(store, committed, world);
    if (taken.length > 0 && world.mutant(`taken-${kind.singular}-id-is-409`))
      return rollBack(problem(409, request, world, { Id: ['It is taken.'] }));
    if (taken.length > 0)
      return rollBack(problem(422, request, world, Object.fromEntries(taken.map((name) => [name, [redacted]]))));
    const late = refusal ?? kind.refuseCommit(row, terms, request, world);
    if (late && !world.mutant(`${kind.singular}-added-despite-${late.status}`)) return rollBack(late);
    holdChildIds(store, committed, row);
    return late ?? answerCreated(kind, child, committed, row.revision, world);
  });
}

/**
 * Defects, and a lawful difference, of a server whose unconditional writers collide: here they never do, because a request is handled in one
 * go. Where they do, the losers have to be told so.
 */
function collide(
  kind: ChildKind,
  row: DialogRow,
  terms: WriteTerms,
  request: HttpRequest,
  world: World,
): HttpResponse | undefined {
  if (terms.ifMatch !== undefined || row[kind.list].length < 3) return undefined;
  if (world.variant('colliding-children-refused'))
    return problem(409, request, world, { '': ['Somebody else was quicker: retry.'] });
  if (world.mutant(`${kind.singular}-collision-is-500`)) return problem(500, request, world);
  if (world.mutant(`${kind.singular}-collision-without-advice`))
    return problem(409, request, world, { '': ['Conflict.'] });
  return undefined;
}

function answerCreated(kind: ChildKind, child: JsonObject, row: DialogRow, before: string, world: World): HttpResponse {
  const rule = kind.singular === 'activity' ? 'DP-ACT-001' : 'DP-TX-001';
  const id = world.mutant(`${kind.singular}-answer-is-object`) ? { id: child['id'] ?? '' } : (child['id'] ?? '');
  const shown = world.mutant(`${kind.singular}-answers-old-etag`) ? before : row.revision;
  const headers = world.mutant(`${kind.singular}-without-etag`) ? [] : [etag(shown)];
  return respondJson(world.keeps(rule) ? 201 : 200, jsonType, id, headers);
}
