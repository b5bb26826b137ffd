import type { Json, JsonObject } from '../../../../core/json.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { resourceType } from '../model/resources.ts';
import { isFromParty } from '../model/revision.ts';
import { presentSeen, seenSince } from './seen-entries.ts';

/** A dialog as GET shows it to its owner. Absent members are left out, never null. */
export function presentDialog(row: DialogRow, endUserId?: string): JsonObject {
  const { fields, transmissions } = row;
  const party = transmissions.filter(isFromParty).length;
  const optional = (name: string): JsonObject => (fields[name] === undefined ? {} : { [name]: fields[name] });
  const seenContent = seenSince(row, row.contentUpdatedAt);
  return {
    id: row.id,
    ...(row.idempotentKey === undefined ? {} : { idempotentKey: row.idempotentKey }),
    revision: row.revision,
    org: row.org,
    serviceResource: row.serviceResource,
    serviceResourceType: resourceType(row.serviceResource),
    party: row.party,
    ...optional('progress'),
    ...optional('process'),
    ...optional('precedingProcess'),
    ...optional('extendedStatus'),
    ...optional('externalReference'),
    ...(row.deletedAt === undefined ? {} : { deletedAt: row.deletedAt }),
    ...(row.visibleFrom === undefined ? {} : { visibleFrom: row.visibleFrom }),
    ...optional('dueAt'),
    ...optional('expiresAt'),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    contentUpdatedAt: row.contentUpdatedAt,
    status: fields.status,
    systemLabel: row.systemLabels.find((label) => label !== 'Sent') ?? 'Default',
    isApiOnly: fields.isApiOnly,
    hasUnopenedContent: transmissions.some((each) => !isFromParty(each) && !isOpened(row, each)),
    ...optional('content'),
    fromServiceOwnerTransmissionsCount: transmissions.length - party,
    fromPartyTransmissionsCount: party,
    searchTags: fields.searchTags,
    attachments: fields.attachments,
    transmissions: transmissions.map((each) =>
      presentTransmission(each, { isOpened: !isFromParty(each) && isOpened(row, each) }),
    ),
    guiActions: fields.guiActions,
    apiActions: fields.apiActions,
    activities: row.activities.map(presentActivity),
    seenSinceLastUpdate: seenSince(row, row.updatedAt).map((entry) => presentSeen(entry, endUserId)),
    seenSinceLastContentUpdate: seenContent.map((entry) => presentSeen(entry, endUserId)),
    isContentSeen: seenContent.length > 0,
    serviceOwnerContext: {
      serviceOwnerLabels: row.serviceOwnerLabels.map((value) => ({ value })),
      revision: row.serviceOwnerRevision,
    },
    endUserContext: { revision: row.endUserRevision, systemLabels: row.systemLabels },
  };
}

/** Has an activity said that the transmission was opened? */
function isOpened(row: DialogRow, transmission: JsonObject): boolean {
  return row.activities.some(
    ({ type, transmissionId }) => type === 'TransmissionOpened' && transmissionId === transmission['id'],
  );
}

/** A transmission at its own address; inside a dialog it says in addition whether it has been opened. */
export function presentTransmission(
  transmission: JsonObject,
  opened: { readonly isOpened?: boolean } = {},
): JsonObject {
  const { attachments, navigationalActions, ...rest } = transmission;
  return { ...rest, ...opened, attachments: attachments ?? [], navigationalActions: navigationalActions ?? [] };
}

/** An activity with all its members. */
export function presentActivity(activity: JsonObject): JsonObject {
  const { description, ...rest } = activity;
  return (description as readonly Json[] | undefined)?.length ? { ...rest, description: description ?? [] } : rest;
}

/** An activity as the list of activities shows it: without who did it and what was said. */
export function presentListedActivity(activity: JsonObject): JsonObject {
  const { description: _text, performedBy: _actor, ...rest } = activity;
  return rest;
}
