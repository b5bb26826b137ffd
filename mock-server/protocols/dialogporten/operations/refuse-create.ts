import type { HttpRequest, HttpResponse } from '../../../../core/http.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';
import { correspondenceRefusal, needsCorrespondence } from '../model/correspondence.ts';
import { instantOf } from '../model/date-time.ts';
import { heldKey } from '../model/dialog-keys.ts';
import { errorsOf, type Findings, find } from '../model/findings.ts';
import { insists } from '../model/insists.ts';
import { listOf } from '../model/list-of.ts';
import { callerOrganization, hasScope, resourceOwner, scopes } from '../model/principals.ts';
import { hierarchyFaults } from '../model/transmission-hierarchy.ts';
import { forbidden, problem } from '../problem-details.ts';
import { doubledKeys, doubledKeysText } from '../write/new-children.ts';

/**
 * The refusal of a valid create by what else there is: ownership, idempotency keys, dates in the past, scopes, the
 * hierarchy of transmissions. What was collected by then turns a later 403 or 409 into a 422.
 */
export function refuseCreate(
  store: Store,
  dto: JsonObject,
  silent: boolean,
  request: HttpRequest,
  world: World,
): HttpResponse | undefined {
  const caller = callerOrganization(world);
  const resource = String(dto['serviceResource']);
  const owner = resourceOwner(resource, caller);
  if (owner !== undefined && owner !== caller && insists(world, 'DP-AUTH-006', 'foreign-resource-accepted'))
    return forbidden(request, world, `Not allowed to reference the following unowned resources: [${resource}].`);
  const collected: Findings = new Map();
  if (owner === undefined && insists(world, 'DP-AUTH-006', 'unknown-resource-accepted'))
    find(collected, 'ServiceResource', unregistered(resource));
  const taken = refuseTakenKey(store, dto, collected, request, world);
  if (taken) return taken;
  collectPastDates(dto, silent, world, collected);
  const activities = world.mutant('correspondence-of-create-for-anybody') ? [] : listOf(dto, 'activities');
  if (needsCorrespondence(activities, world))
    return refuseCollected(collected, request, world) ?? forbidden(request, world, correspondenceRefusal);
  const doubled = doubledKeys(listOf(dto, 'transmissions'), world);
  if (doubled.length > 0)
    return (
      refuseCollected(collected, request, world) ??
      problem(409, request, world, { IdempotentKey: [doubledKeysText(doubled)] })
    );
  for (const fault of hierarchyFaults(listOf(dto, 'transmissions'), world)) find(collected, 'Transmissions', fault);
  return refuseCollected(collected, request, world);
}

function unregistered(resource: string): string {
  return [
    `Service resource '${resource}' is invalid due to one or more of the following reasons:`,
    'It does not exist in the resource registry.',
    "It does not have mandatory fields 'CompetentAuthority.Organization' / 'CompetentAuthority.OrgCode' set.",
    'It is not of the following supported resource types: [GenericAccessResource, AltinnApp, MigratedApp, CorrespondenceService].',
  ].join('\n- ');
}

function refuseCollected(collected: Findings, request: HttpRequest, world: World): HttpResponse | undefined {
  return collected.size > 0 ? problem(422, request, world, errorsOf(collected)) : undefined;
}

/** 409 for a key that a live dialog of the caller holds, with that dialog's id in the message. */
export function refuseTakenKey(
  store: Store,
  dto: JsonObject,
  collected: Findings,
  request: HttpRequest,
  world: World,
): HttpResponse | undefined {
  const key = dto['idempotentKey'];
  const holder = key === undefined ? undefined : heldKey(store, String(key), world);
  if (holder === undefined || !insists(world, 'DP-ID-006', 'idempotent-key-unchecked')) return undefined;
  const shown = world.keeps('DP-ID-007') ? ` with DialogId '${holder}'` : '';
  return (
    (world.mutant('taken-key-before-resource') ? undefined : refuseCollected(collected, request, world)) ??
    problem(world.mutant('taken-key-is-422') ? 422 : 409, request, world, {
      IdempotentKey: [`'${String(key)}' already exists${shown}`],
    })
  );
}

const dates = [
  ['dueAt', 'DueAt'],
  ['expiresAt', 'ExpiresAt'],
  ['visibleFrom', 'VisibleFrom'],
] as const;

function collectPastDates(dto: JsonObject, silent: boolean, world: World, collected: Findings): void {
  const now = instantOf(world.now());
  for (const [name, title] of dates) {
    if (dto[name] === undefined || String(dto[name]) > now) continue;
    if (silent && !world.mutant('silent-create-with-past-dates-refused')) continue;
    if (hasScope(world, scopes.admin) && !world.mutant('administrators-past-dates-refused')) continue;
    if (insists(world, 'DP-CR-011', `past-${title}-accepted`)) find(collected, title, 'Must be in the future');
  }
}
