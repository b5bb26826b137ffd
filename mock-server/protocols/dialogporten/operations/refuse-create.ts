import type { HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { Call } from '../../../kernel/call.ts';
import type { World } from '../../../kernel/world.ts';
import { correspondenceRefusal, needsCorrespondence } from '../model/correspondence.ts';
import { instantOf } from '../model/date-time.ts';
import { heldKey } from '../model/dialog-keys.ts';
import { type Findings, find } from '../model/findings.ts';
import { listOf } from '../model/list-of.ts';
import { callerOrganization, hasScope, resourceOwner, scopes } from '../model/principals.ts';
import { resourceRefusal } from '../model/resources.ts';
import { hierarchyFaults } from '../model/transmission-hierarchy.ts';
import { forbidden, problem } from '../problem-details.ts';
import { doubledKeys, doubledKeysText } from '../write/new-children.ts';
import { refuseCollected } from '../write/refuse-invalid.ts';

/**
 * The refusal of a valid create by what else there is: ownership, idempotency keys, dates in the past, scopes, the
 * hierarchy of transmissions. What was collected by then turns a later 403 or 409 into a 422.
 */
export function refuseCreate(call: Call, dto: JsonObject, silent: boolean): HttpResponse | undefined {
  const { world } = call;
  const caller = callerOrganization(world);
  const resource = String(dto['serviceResource']);
  const collected: Findings = new Map();
  if (resourceOwner(resource, caller) === undefined && world.keepsFor('unknown', 'DP-AUTH-006'))
    find(collected, 'ServiceResource', unregistered(resource));
  const transmissions = listOf(dto, 'transmissions');
  const refusal = resourceRefusal({ serviceResource: resource, fields: dto, transmissions }, call);
  if (refusal !== undefined) return refuseCollected(call, collected) ?? forbidden(call, refusal);
  if (holderOfKey(call, dto) !== undefined) return refuseCollected(call, collected) ?? refuseTakenKey(call, dto);
  collectPastDates(dto, silent, world, collected);
  if (needsCorrespondence(listOf(dto, 'activities'), world))
    return refuseCollected(call, collected) ?? forbidden(call, correspondenceRefusal);
  const doubled = doubledKeys(listOf(dto, 'transmissions'), world);
  if (doubled.length > 0)
    return refuseCollected(call, collected) ?? problem(409, call, { IdempotentKey: [doubledKeysText(doubled)] });
  for (const fault of hierarchyFaults(listOf(dto, 'transmissions'), 'create', world))
    find(collected, 'Transmissions', fault);
  return refuseCollected(call, collected);
}

function unregistered(resource: string): string {
  return [
    `Service resource '${resource}' is invalid due to one or more of the following reasons:`,
    'It does not exist in the resource registry.',
    "It does not have mandatory fields 'CompetentAuthority.Organization' / 'CompetentAuthority.OrgCode' set.",
    'It is not of the following supported resource types: [GenericAccessResource, AltinnApp, MigratedApp, CorrespondenceService].',
  ].join('\n- ');
}

/** 409 for a key that a live dialog of the caller holds, with that dialog's id in the message (DP-ID-007). */
export function refuseTakenKey(call: Call, dto: JsonObject): HttpResponse | undefined {
  const holder = holderOfKey(call, dto);
  if (holder === undefined) return undefined;
  call.world.cites('DP-ID-007');
  const text = `'${String(dto['idempotentKey'])}' already exists with DialogId '${holder}'`;
  return problem(409, call, { IdempotentKey: [text] });
}

function holderOfKey({ store, world }: Call, { idempotentKey: key }: JsonObject): string | undefined {
  const holder = key === undefined ? undefined : heldKey(store, String(key), world);
  return holder !== undefined && world.keeps('DP-ID-006') ? holder : undefined;
}

const dates = [
  ['dueAt', 'DueAt'],
  ['expiresAt', 'ExpiresAt'],
  ['visibleFrom', 'VisibleFrom'],
] as const;

function collectPastDates(dto: JsonObject, silent: boolean, world: World, collected: Findings): void {
  if (silent || hasScope(world, scopes.admin)) return;
  const now = instantOf(world.now());
  for (const [name, title] of dates)
    if (dto[name] !== undefined && String(dto[name]) <= now && world.keepsFor(name, 'DP-CR-011'))
      find(collected, title, 'Must be in the future');
}
