import type { HttpRequest, HttpResponse } from '../../../core/http.ts';
import { isJsonObject, type JsonObject } from '../../../core/json.ts';
import { respondEmpty, respondJson } from '../../kernel/respond.ts';
import type { Store } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { etag } from './answer-update.ts';
import { queryValue } from './binders.ts';
import { holdChildIds, redacted, takenChildIds } from './child-ids.ts';
import { createdRow } from './created-row.ts';
import { instantOf } from './date-time.ts';
import { type DialogRow, type Holder, tables } from './dialog-row.ts';
import { createDialogDto } from './dtos.ts';
import { errorsOf, type Findings, find } from './findings.ts';
import { doubledKeys, doubledKeysText } from './new-children.ts';
import { callerOrganization, hasScope, resourceOwner, scopes } from './principals.ts';
import { forbidden, jsonType, problem } from './problem-details.ts';
import { isJsonBody, readJsonBody } from './read-body.ts';
import { readDto } from './read-dto.ts';
import { hierarchyFaults } from './transmission-hierarchy.ts';
import { correspondenceRefusal, correspondenceTypes } from './update-dialog.ts';
import { validateCreate } from './validate-create.ts';
import { listOf } from './validate-dialog.ts';

/** POST …/dialogs. */
export function createDialog(store: Store, request: HttpRequest, world: World): HttpResponse {
  if (!isJsonBody(request)) return respondEmpty(415);
  const body = readJsonBody(request);
  if ('fault' in body) return problem(400, request, world, { SerializerErrors: [body.fault] });
  if (body.json === null) return problem(500, request, world);
  if (!isJsonObject(body.json))
    return problem(400, request, world, { SerializerErrors: ['The JSON value could not be converted. Path: $.'] });
  const read = readDto(createDialogDto, body.json);
  if ('fault' in read) return problem(400, request, world, { [read.fault.place]: [read.fault.message] });
  const dto = read.value;
  const findings: Findings = new Map();
  validateCreate(dto, world, findings);
  if (findings.size > 0) return problem(400, request, world, errorsOf(firstOnly(findings, world)));
  if (queryValue(request, 'isSilentUpdate') !== undefined && world.mutant('silent-create-refused'))
    return problem(400, request, world, {});
  const silent = (queryValue(request, 'isSilentUpdate') ?? '').toLowerCase() === 'true';
  const refusal = refuse(store, dto, silent, request, world);
  if (refusal) return refusal;

  const row = createdRow(dto, world);
  const taken = takenChildIds(store, row);
  const dialogs = store.table<DialogRow>(tables.dialogs);
  const keys = store.table<Holder>(tables.idempotentKeys);
  const key = keyOf(row);
  if (dialogs.has(row.id) || (key !== undefined && keys.has(key))) taken.push('Dialog');
  if (taken.length > 0)
    return problem(422, request, world, Object.fromEntries(taken.map((kind) => [kind, [redacted]])));
  dialogs.put(row.id, row);
  if (key !== undefined) keys.put(key, { dialogId: row.id });
  holdChildIds(store, row);
  const shown = world.keeps('DP-CR-002') ? row.revision : world.uuid(4);
  return respondJson(
    world.keeps('DP-CR-001') ? 201 : 200,
    jsonType,
    world.mutant('create-answers-object') ? { id: row.id } : row.id,
    [etag(shown, world)],
  );
}

/** Key under which a dialog's idempotency key is reserved. */
export function keyOf(row: DialogRow): string | undefined {
  return row.idempotentKey === undefined ? undefined : `${row.owner} ${row.idempotentKey}`;
}

/** Defect: one problem at a time. */
function firstOnly(findings: Findings, world: World): Findings {
  return world.keeps('DP-ERR-004') ? findings : new Map([...findings].slice(0, 1));
}

function refuse(
  store: Store,
  dto: JsonObject,
  silent: boolean,
  request: HttpRequest,
  world: World,
): HttpResponse | undefined {
  const caller = callerOrganization(world);
  const resource = String(dto['serviceResource']);
  const owner = resourceOwner(resource, caller);
  if (owner !== undefined && owner !== caller)
    return forbidden(request, world, `Not allowed to reference the following unowned resources: [${resource}].`);
  const collected: Findings = new Map();
  if (owner === undefined)
    find(collected, 'ServiceResource', `Service resource '${resource}' is not in the resource registry.`);
  const refuseCollected = (): HttpResponse | undefined =>
    collected.size > 0 ? problem(422, request, world, errorsOf(collected)) : undefined;
  const holder = heldBy(store, `${caller} ${String(dto['idempotentKey'])}`);
  if (dto['idempotentKey'] !== undefined && holder)
    return (
      refuseCollected() ??
      problem(409, request, world, {
        IdempotentKey: [`'${String(dto['idempotentKey'])}' already exists with DialogId '${holder}'`],
      })
    );
  const now = instantOf(world.now());
  if (!(silent && world.keeps('DP-SIL-006')) && !hasScope(world, scopes.admin))
    for (const [name, title] of [
      ['dueAt', 'DueAt'],
      ['expiresAt', 'ExpiresAt'],
      ['visibleFrom', 'VisibleFrom'],
    ] as const)
      if (dto[name] !== undefined && String(dto[name]) <= now) find(collected, title, 'Must be in the future');
  if (
    listOf(dto, 'activities').some(({ type }) => correspondenceTypes.has(type)) &&
    !hasScope(world, scopes.correspondence)
  )
    return refuseCollected() ?? forbidden(request, world, correspondenceRefusal);
  const doubled = doubledKeys(listOf(dto, 'transmissions'));
  if (doubled.length > 0)
    return refuseCollected() ?? problem(409, request, world, { IdempotentKey: [doubledKeysText(doubled)] });
  for (const fault of hierarchyFaults(listOf(dto, 'transmissions'))) find(collected, 'Transmissions', fault);
  return refuseCollected();
}

/** Id of the live dialog that holds a key. A deleted one keeps its key, but this look-up does not see it. */
function heldBy(store: Store, key: string): string | undefined {
  const id = store.table<Holder>(tables.idempotentKeys).get(key)?.dialogId;
  const row = id === undefined ? undefined : store.table<DialogRow>(tables.dialogs).get(id);
  return row?.deletedAt === undefined ? row?.id : undefined;
}
