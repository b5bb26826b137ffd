import { type HttpResponse, headerValue } from '../../../../core/http.ts';
import type { Exchange } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { answered, decidedBy, done } from '../../../kernel/bugs/when.ts';
import { refusing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { updateDialogDto } from '../model/dtos.ts';
import { scopes } from '../model/principals.ts';
import { longestChain } from '../model/transmission-hierarchy.ts';
import { forbidden } from '../problem-details.ts';
import { byId, goneNow, none, refusingWith } from './attach.ts';
import { notAsAdmin, takingFor, withoutScope } from './callers.ts';
import { added, bodyOf } from './exchanges.ts';
import {
  anything,
  byAdmin,
  dialogWritesAndCreates,
  did,
  doneUpdates,
  finding,
  got,
  has,
  hasPastDate,
  isDeleted,
  isFrozen,
  keepsPastDate,
  leaving,
  naming,
  not,
  removals,
  saying,
  silent,
  text,
  where,
  writes,
} from './when.ts';

/** Does a posted activity open another transmission than the latest? */
function opensNotTheLast({ transmissions }: DialogRow, { request }: Exchange): boolean {
  return ![undefined, transmissions.at(-1)?.['id']].includes(bodyOf(request)['transmissionId']);
}

function isDueOnOpening({ fields, visibleFrom }: DialogRow): boolean {
  return visibleFrom !== undefined && [fields['dueAt'], fields['expiresAt']].includes(visibleFrom);
}

/** Is it a restoration that does not say its media type? */
const isUntypedRestore: When = ({ request }) =>
  request.target.endsWith('/restore') &&
  !/^application\/json/i.test(headerValue(request.headers, 'Content-Type') ?? '');

function unsupported(): HttpResponse {
  return respondEmpty(415);
}

function forbid(exchange: Exchange): HttpResponse {
  return forbidden(exchange, 'The dialog is frozen.');
}

/** Does an activity of an update open a transmission of the same update? */
function opensNewTransmission(_row: DialogRow, exchange: Exchange): boolean {
  const news = added(exchange, 'transmissions');
  return added(exchange, 'activities').some(({ transmissionId }) => byId(news, transmissionId) !== undefined);
}

/** Requests that declare a media type like this and have got as far as it. */
function declaring(is: (type: string) => boolean): When {
  return ({ request, response }) => {
    const type = headerValue(request.headers, 'Content-Type');
    return type !== undefined && is(type) && ![401, 403, 405, 415].includes(response.status);
  };
}

/** Members of a dialog that no update changes. */
const immutables: readonly string[] = [
  'id',
  'org',
  'party',
  'serviceResource',
  'revision',
  'createdAt',
  'updatedAt',
  'contentUpdatedAt',
  'visibleFrom',
  'idempotentKey',
  'systemLabel',
  'serviceOwnerContext',
];

/** Names that a whole dialog has, so that a read one can be sent back. */
const known: ReadonlySet<string> = new Set(
  [...updateDialogDto.members.map(({ name }) => name), ...immutables].map((name) => name.toLowerCase()),
);

/** Bugs of a server that refuses what is lawful. */
export const overlyStrictMutants: readonly Mutant[] = mutantsOf(
  [
    ['own-attribute-refused', 'Nothing may be for a resource, not even for one of the owner.', 'DP-AUTH-006'],
    ['five-actions-at-most', 'Six GUI actions are too many, whatever their priorities.', 'DP-CR-016'],
    ['named-actor-refused', 'A representative cannot be named.', 'DP-CR-020'],
    ['chain-of-99-at-most', 'A chain of 100 transmissions is refused.', 'DP-CR-021'],
    ['past-dates-must-be-renewed', 'A date of the past has to be renewed with every update.', 'DP-PUT-015'],
    ['administrators-past-dates-refused-on-update', 'Administrators cannot move dates into the past.', 'DP-PUT-015'],
    ['due-on-opening-refused', 'An update may not make a dialog due on the day it opens.', 'DP-PUT-016'],
    ['transmission-without-content-locks-dialog', 'A transmission without content locks the dialog.', 'DP-PUT-020'],
    ['new-transmission-of-update-stays-closed', 'No activity opens a transmission of the same update.', 'DP-ACT-005'],
    ['last-transmission-alone-opens', 'An activity can open the latest transmission only.', 'DP-ACT-005'],
    ['no-transmission-can-be-opened', 'An activity cannot open a transmission.', 'DP-ACT-005'],
    [
      'immutable-member-refused',
      'A PUT with a member that cannot be changed is refused.',
      ['DP-PUT-006', 'DP-PUT-007'],
    ],
    ['unknown-member-refused', 'A PUT with an unknown member is refused.', 'DP-ERR-008'],
    ['null-scalar-refused', 'No member may be null.', 'DP-ERR-010'],
    ['limits-of-labels-refused', 'A label has 4 to 254 characters.', 'DP-LBL-002'],
    ['label-removal-refused', 'System labels cannot be removed.', 'DP-LBL-004'],
    ['media-type-parameters-refused', 'A media type may have no parameters.', 'DP-ERR-012'],
    ['media-type-case-matters', 'Media types are only known in lower case.', 'DP-ERR-012'],
    ['only-two-media-types', 'Only JSON and JSON Patch are read.', 'DP-ERR-015'],
    ['patch-needs-its-media-type', 'A JSON Patch has to be declared as one.', 'DP-PATCH-002'],
    ['actions-need-json', 'An action needs a JSON body.', 'DP-DEL-007'],
    ['correspondence-always-refused', 'Nobody may add activities of correspondence.', 'DP-AUTH-007'],
    ['silent-delete-refused', 'A DELETE cannot be silent.', 'DP-SIL-009'],
    ['silent-restore-refused', 'A restore cannot be silent.', 'DP-SIL-009'],
    ['silent-purge-refused', 'A purge cannot be silent.', 'DP-SIL-009'],
    ['frozen-binds-administrators', 'Not even administrators change a frozen dialog.', 'DP-DEL-008'],
    ['frozen-only-once', 'A frozen dialog cannot be frozen again.', 'DP-DEL-008'],
    ['nobody-freezes', 'Not even administrators freeze a dialog.', 'DP-AUTH-009'],
    ['purge-of-deleted-refused', 'A deleted dialog cannot be purged.', 'DP-DEL-006'],
    ['purge-of-frozen-refused', 'A frozen dialog cannot be purged.', 'DP-DEL-006'],
  ],
  {
    'own-attribute-refused': refusing(where(done(dialogWritesAndCreates), text(/"authorizationAttribute"/)), forbid),
    'five-actions-at-most': refusingWith(
      400,
      'dto.guiActions',
      leaving(did('post', 'put', 'patch'), ({ fields }) => fields.guiActions.length > 5),
    ),
    'named-actor-refused': refusingWith(400, 'performedBy', where(done(anything), text(/"actor(Id|Name)"\s*:\s*"./i))),
    'chain-of-99-at-most': refusingWith(
      422,
      'Transmissions',
      leaving(done(dialogWritesAndCreates), ({ transmissions }) => longestChain(transmissions) === 100),
    ),
    'past-dates-must-be-renewed': refusingWith(
      422,
      'DueAt',
      leaving(where(doneUpdates, not(silent), not(byAdmin)), keepsPastDate),
    ),
    'administrators-past-dates-refused-on-update': takingFor(
      leaving(
        where(doneUpdates, byAdmin),
        (row, exchange) => hasPastDate(row, exchange) && !keepsPastDate(row, exchange),
      ),
      notAsAdmin,
    ),
    'due-on-opening-refused': refusingWith(400, 'dto.dueAt', leaving(doneUpdates, isDueOnOpening)),
    'transmission-without-content-locks-dialog': refusingWith(
      400,
      'dto.transmissions',
      finding(doneUpdates, ({ transmissions }) => transmissions.some(({ content }) => content === undefined)),
    ),
    'new-transmission-of-update-stays-closed': refusingWith(
      422,
      'Activities',
      leaving(doneUpdates, opensNewTransmission),
    ),
    'last-transmission-alone-opens': refusingWith(
      422,
      'Activity.TransmissionId',
      leaving(did('activity'), opensNotTheLast),
    ),
    'no-transmission-can-be-opened': refusingWith(
      422,
      'Activity.TransmissionId',
      saying(did('activity'), ({ transmissionId }) => transmissionId !== undefined),
    ),
    'immutable-member-refused': refusingWith(
      400,
      '',
      where(
        got('put', 204, 409, 412, 422),
        naming((name) => immutables.includes(name)),
      ),
    ),
    'unknown-member-refused': refusingWith(
      400,
      '',
      where(
        got('put', 204, 409, 412, 422),
        naming((name) => !known.has(name.toLowerCase())),
      ),
    ),
    'null-scalar-refused': refusingWith(400, '', where(done(anything), not(writes('patch')), text(/:\s*null\b/))),
    'limits-of-labels-refused': refusingWith(
      400,
      'dto.value',
      saying(did('labels'), ({ value }) => [3, 255].includes(String(value ?? '').length)),
    ),
    'label-removal-refused': refusingWith(400, 'removeLabels', removals),
    'media-type-parameters-refused': refusing(
      declaring((type) => type.includes(';')),
      unsupported,
    ),
    'media-type-case-matters': refusing(
      declaring((type) => type !== type.toLowerCase()),
      unsupported,
    ),
    'only-two-media-types': refusing(decidedBy('DP-ERR-015'), unsupported),
    'patch-needs-its-media-type': refusing(decidedBy('DP-PATCH-002'), unsupported),
    'actions-need-json': refusing(
      where(writes('restore'), not(answered(anything, 401, 403, 405)), isUntypedRestore),
      unsupported,
    ),
    'correspondence-always-refused': takingFor(
      where(done(dialogWritesAndCreates), has(scopes.correspondence), text(/"Correspondence(Opened|Confirmed)"/)),
      (exchange) => withoutScope(exchange, scopes.correspondence),
    ),
    'silent-delete-refused': refusingWith(400, none, where(did('delete'), silent)),
    'silent-restore-refused': refusingWith(400, none, where(did('restore'), silent)),
    'silent-purge-refused': refusingWith(400, none, where(did('purge'), silent)),
    'frozen-binds-administrators': takingFor(
      leaving(where(did('put', 'patch', 'delete', 'activity', 'transmission', 'put-transmission'), byAdmin), isFrozen),
      notAsAdmin,
    ),
    'frozen-only-once': refusing(finding(did('freeze'), isFrozen), forbid),
    'nobody-freezes': refusing(where(writes('freeze'), byAdmin), forbid),
    'purge-of-deleted-refused': refusing(finding(did('purge'), isDeleted), goneNow),
    'purge-of-frozen-refused': refusing(finding(did('purge'), isFrozen), forbid),
  },
);
