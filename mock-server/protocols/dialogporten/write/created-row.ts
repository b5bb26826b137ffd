import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { type Instant, instantOf } from '../model/date-time.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { createDialogDto } from '../model/dtos.ts';
import { insists } from '../model/insists.ts';
import { listOf } from '../model/list-of.ts';
import { callerOrganization, organizationName } from '../model/principals.ts';
import { newRevision, sentLabel } from '../model/revision.ts';
import { byCreation } from './merge-update.ts';
import { newActivities, newTransmissions } from './new-children.ts';
import { storeFields } from './store-fields.ts';

/** The first state of a dialog out of a body that was found valid. */
export function createdRow(dto: JsonObject, world: World): DialogRow {
  const owner = callerOrganization(world);
  const now = instantOf(world.now());
  const stamps = firstStamps(dto, now, world);
  const transmissions = newTransmissions(listOf(dto, 'transmissions'), stamps.createdAt, world);
  const fields = storeFields(createDialogDto, dto, world);
  const context = (dto['serviceOwnerContext'] ?? {}) as JsonObject;
  return {
    id: idOf(dto, world),
    owner,
    org: organizationName(owner),
    revision: newRevision(world),
    party: String(dto['party']).toLowerCase(),
    serviceResource: String(dto['serviceResource']).toLowerCase(),
    ...(typeof dto['idempotentKey'] === 'string' ? { idempotentKey: dto['idempotentKey'] } : {}),
    ...(typeof dto['visibleFrom'] === 'string' ? { visibleFrom: dto['visibleFrom'] } : {}),
    ...stamps,
    frozen: false,
    systemLabels: [firstLabel(dto, world), ...sentLabel(transmissions, world)],
    endUserRevision: world.uuid(4),
    serviceOwnerLabels: world.mutant('first-owner-labels-forgotten')
      ? []
      : listOf(context, 'serviceOwnerLabels').map(({ value }) => String(value).toLowerCase()),
    serviceOwnerRevision: world.uuid(4),
    fields: dto['status'] !== undefined || world.keeps('DP-CR-004') ? fields : { ...fields, status: 'New' },
    transmissions: transmissions.sort(byCreation),
    activities: newActivities(listOf(dto, 'activities'), stamps.createdAt, world).sort(byCreation),
  };
}

/** All three are one instant: that of the request, of the day the dialog opens, or as the body says. */
function firstStamps(
  dto: JsonObject,
  now: Instant,
  world: World,
): Pick<DialogRow, 'createdAt' | 'updatedAt' | 'contentUpdatedAt'> {
  const opens = dto['visibleFrom'];
  if (typeof opens === 'string' && opens > now && world.keeps('DP-TS-009'))
    return { createdAt: opens, updatedAt: opens, contentUpdatedAt: opens };
  if (typeof opens === 'string' && world.mutant('stamps-stay-at-opening'))
    return { createdAt: opens, updatedAt: opens, contentUpdatedAt: opens };
  const createdAt = typeof dto['createdAt'] === 'string' ? dto['createdAt'] : now;
  const updatedAt = typeof dto['updatedAt'] === 'string' ? dto['updatedAt'] : createdAt;
  if (dto['progress'] === undefined && !world.keeps('DP-TS-002'))
    return { createdAt: instantOf(world.now() - 60_000), updatedAt, contentUpdatedAt: updatedAt };
  const contentUpdatedAt = updatedAt === now || world.keeps('DP-CR-014') ? updatedAt : now;
  if (createdAt !== now && world.mutant('stamps-of-create-ignored'))
    return { createdAt: now, updatedAt: now, contentUpdatedAt: now };
  return { createdAt, updatedAt, contentUpdatedAt };
}

function idOf(dto: JsonObject, world: World): string {
  const own = dto['id'];
  if (typeof own === 'string' && world.keeps('DP-ID-001')) return own;
  const small = dto['progress'] === undefined;
  return world.uuid(!small || insists(world, 'DP-ID-011', 'dialog-ids-are-random') ? 7 : 4);
}

function firstLabel(dto: JsonObject, world: World): string {
  const wanted = dto['systemLabel'];
  if (wanted === undefined || (wanted !== 'Default' && world.mutant('first-system-label-ignored'))) return 'Default';
  return String(wanted);
}
