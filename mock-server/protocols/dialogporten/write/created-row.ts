import type { JsonObject } from '../../../../core/json.ts';
import type { World } from '../../../kernel/world.ts';
import { type Instant, instantOf } from '../model/date-time.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { createDialogDto } from '../model/dtos.ts';
import { listOf } from '../model/list-of.ts';
import { callerOrganization, organizationName, resourceOwner } from '../model/principals.ts';
import { newRevision, newUuid, sentLabel } from '../model/revision.ts';
import { byCreation } from './merge-update.ts';
import { newActivities, newTransmissions } from './new-children.ts';
import { storeFields } from './store-fields.ts';

/** The first state of a dialog out of a body that was found valid. */
export function createdRow(dto: JsonObject, world: World): DialogRow {
  const caller = callerOrganization(world);
  const owner = resourceOwner(String(dto['serviceResource']), caller) ?? caller;
  const now = instantOf(world.now());
  const stamps = firstStamps(dto, now, world);
  const transmissions = newTransmissions(listOf(dto, 'transmissions'), stamps.createdAt, world);
  const fields = storeFields(createDialogDto, dto, world);
  if (dto['status'] === undefined) world.cites('DP-CR-004');
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
    systemLabels: [String(dto['systemLabel'] ?? 'Default'), ...sentLabel(transmissions, world)],
    endUserRevision: world.uuid(4),
    serviceOwnerLabels: listOf(context, 'serviceOwnerLabels').map(({ value }) => String(value).toLowerCase()),
    serviceOwnerRevision: world.uuid(4),
    fields,
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
  const createdAt = typeof dto['createdAt'] === 'string' ? dto['createdAt'] : now;
  const updatedAt = typeof dto['updatedAt'] === 'string' ? dto['updatedAt'] : createdAt;
  world.cites('DP-TS-002', ...(updatedAt === now ? [] : ['DP-CR-014']));
  return { createdAt, updatedAt, contentUpdatedAt: updatedAt };
}

function idOf(dto: JsonObject, world: World): string {
  const own = dto['id'];
  if (typeof own === 'string' && world.keeps('DP-ID-001')) return own;
  return newUuid('dialog', world);
}
