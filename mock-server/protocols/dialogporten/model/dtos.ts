import { type DtoObject, type DtoType, type Member, member, object, ruled } from './dto-schema.ts';
import * as enums from './enums.ts';

const text = (max: number): DtoType => ({ kind: 'text', max });
const uri: DtoType = { kind: 'text', max: 1023, form: 'uri' };
const https: DtoType = { kind: 'text', max: 1023, form: 'https' };
const attribute: DtoType = { kind: 'text', max: 255, form: 'attribute' };
const flag: DtoType = { kind: 'flag' };
const date: DtoType = { kind: 'date' };
const guid: DtoType = { kind: 'guid' };
const newId: DtoType = { kind: 'guid', newId: true };
const oneOf = (names: readonly string[]): DtoType => ({ kind: 'enum', names });
const list = (
  of: DtoType,
  limits: { atLeast?: number; atMost?: number; unique?: string; rule?: string } = {},
): DtoType => ({
  kind: 'list',
  of,
  ...limits,
});
const localizations = (max: number): DtoType => ({ kind: 'localizations', max });

const contentMember = (max: number): DtoObject =>
  object(member('value', localizations(max), 'required'), member('mediaType', { kind: 'text' }));

/** Members of a dialog's content in the order of answers; each of them counts as a content update. */
export const dialogContent: DtoObject = object(
  member('title', contentMember(255), 'required'),
  member('nonSensitiveTitle', contentMember(255)),
  member('summary', contentMember(255)),
  member('nonSensitiveSummary', contentMember(255)),
  member('senderName', contentMember(255)),
  member('additionalInfo', contentMember(1023)),
  member('extendedStatus', contentMember(25)),
  member('mainContentReference', contentMember(1023)),
);

/** Who did something. */
export const actor: DtoObject = object(
  member('actorType', oneOf(enums.actorType), 'required'),
  member('actorName', text(255)),
  member('actorId', text(255)),
);

const attachmentUrl = object(
  member('id', newId),
  member('url', https, 'required'),
  member('mediaType', text(256)),
  member('consumerType', oneOf(enums.consumerType), 'required'),
);

const attachment = object(
  member('id', newId),
  member('displayName', localizations(255)),
  member('name', text(255)),
  member('urls', list(attachmentUrl, { atLeast: 1 })),
  member('expiresAt', date),
);

const guiAction = object(
  member('id', newId),
  member('action', text(255), 'required'),
  member('url', https, 'required'),
  member('authorizationAttribute', attribute),
  member('isDeleteDialogAction', flag),
  member('priority', oneOf(enums.guiPriority), 'required'),
  member('httpMethod', oneOf(enums.httpVerb)),
  member('title', localizations(255), 'required'),
  member('prompt', localizations(255)),
);

const endpoint = object(
  member('id', newId),
  member('version', text(255)),
  member('url', https, 'required'),
  member('httpMethod', oneOf(enums.httpVerb), 'required'),
  member('documentationUrl', https),
  member('requestSchema', https),
  member('responseSchema', https),
  member('deprecated', flag),
  member('sunsetAt', date),
);

const apiAction = object(
  member('id', newId),
  member('action', text(255), 'required'),
  member('authorizationAttribute', attribute),
  member('name', text(255)),
  member('endpoints', list(endpoint, { atLeast: 1 })),
);

/** Body of POST …/transmissions, and of an item of `transmissions` of a dialog. */
export const transmissionDto: DtoObject = object(
  member('id', newId),
  ruled('DP-ID-008', member('idempotentKey', { kind: 'text', min: 3, max: 36 })),
  member('createdAt', date),
  member('authorizationAttribute', attribute),
  member('extendedType', uri),
  member('externalReference', text(255)),
  member('relatedTransmissionId', guid),
  ruled('DP-TX-002', member('type', oneOf(enums.transmissionType), 'required')),
  ruled('DP-TX-002', member('sender', actor, 'required')),
  member(
    'content',
    object(
      member('title', contentMember(255), 'required'),
      member('summary', contentMember(255)),
      member('contentReference', contentMember(1023)),
    ),
  ),
  member('attachments', list(attachment)),
  member(
    'navigationalActions',
    list(
      object(
        member('title', localizations(255), 'required'),
        member('url', https, 'required'),
        member('expiresAt', date),
      ),
    ),
  ),
);

/** Body of POST …/activities, and of an item of `activities` of a dialog. */
export const activityDto: DtoObject = object(
  member('id', newId),
  member('createdAt', date),
  member('extendedType', uri),
  member('type', oneOf(enums.activityType), 'required'),
  member('transmissionId', guid),
  member('performedBy', actor, 'required'),
  member('description', localizations(255)),
);

const shared: readonly Member[] = [
  ruled('DP-CR-009', member('progress', { kind: 'int', from: 0, to: 100 })),
  ruled('DP-CR-017', member('process', uri)),
  ruled('DP-CR-017', member('precedingProcess', uri)),
  member('extendedStatus', text(255)),
  member('externalReference', text(255)),
  member('dueAt', date),
  member('expiresAt', date),
  member('isApiOnly', flag),
  member('content', dialogContent),
  member(
    'searchTags',
    list(object(member('value', { kind: 'text', min: 3, max: 63 }, 'required')), { unique: 'value' }),
  ),
  member('attachments', list(attachment, { unique: 'id' })),
  member('guiActions', list(guiAction, { unique: 'id' })),
  member('apiActions', list(apiAction, { unique: 'id' })),
  member('transmissions', list(transmissionDto, { unique: 'id', rule: 'DP-PUT-014' })),
  member('activities', list(activityDto, { unique: 'id', rule: 'DP-PUT-014' })),
];

/** Body of PUT …/dialogs/{id}, and the document a PATCH works on. */
export const updateDialogDto: DtoObject = object(
  ruled('DP-PUT-004', member('status', oneOf(enums.dialogStatusInput), 'required')),
  ...shared,
);

/** A label of the owner's own; body of POST …/context/labels. */
export const serviceOwnerLabel: DtoObject = object(member('value', { kind: 'text', min: 3, max: 255 }, 'required'));

/** Body of POST …/dialogs. */
export const createDialogDto: DtoObject = object(
  member('id', newId),
  ruled('DP-ID-008', member('idempotentKey', { kind: 'text', min: 3, max: 36 })),
  member('serviceResource', { kind: 'text', max: 1023, form: 'uri' }, 'required'),
  member('party', { kind: 'text', max: 255 }, 'required'),
  member('visibleFrom', date),
  member('createdAt', date),
  member('updatedAt', date),
  member('status', oneOf(enums.dialogStatusInput)),
  member('systemLabel', oneOf(enums.systemLabel)),
  member(
    'serviceOwnerContext',
    object(ruled('DP-CR-018', member('serviceOwnerLabels', list(serviceOwnerLabel, { atMost: 20, unique: 'value' })))),
  ),
  ...shared,
);
