import type { HttpResponse } from '../../../../core/http.ts';
import { atSeam, type Exchange, off } from '../../../kernel/bug.ts';
import { answering, type When, withJson, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { withField } from '../../../kernel/bugs/other-request.ts';
import { decidedBy, done } from '../../../kernel/bugs/when.ts';
import { taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { instantOf } from '../model/date-time.ts';
import { heldKey } from '../model/dialog-keys.ts';
import { type DialogRow, tables } from '../model/dialog-row.ts';
import { scopes } from '../model/principals.ts';
import { refuseTakenKey } from '../operations/refuse-create.ts';
import { createdAtOfChild, storedTexts } from '../seams.ts';
import { languageOf } from '../write/validate-localizations.ts';
import {
  allStamps,
  none,
  overlooking,
  refusingAs,
  refusingWith,
  silently,
  versions,
  withETag,
  without,
  writingFields,
  writingRow,
} from './attach.ts';
import { notAsAdmin, takingFor, withScope } from './callers.ts';
import { createOf } from './exchanges.ts';
import {
  byAdmin,
  complains,
  dialogWritesAndCreates,
  did,
  doneCreates,
  got,
  hasPastDate,
  idTaken,
  leaving,
  not,
  rowIs,
  silent,
  where,
  writes,
} from './when.ts';

/** Creates of the smallest dialogs, so that scenarios about anything else get to it. */
const smallCreates: When = where(
  doneCreates,
  rowIs(({ fields }) => fields['progress'] === undefined),
);

function keyTaken(exchange: Exchange): HttpResponse {
  return refuseTakenKey(exchange, createOf(exchange)) ?? exchange.response;
}

/** Has another owner used the key of a dialog? */
function isKeyOfOthers({ owner, idempotentKey }: DialogRow, { store }: Exchange): boolean {
  const keys = [...store.table(tables.idempotentKeys).entries()].map(([key]) => key);
  return keys.some((key) => key.endsWith(` ${idempotentKey}`) && !key.startsWith(`${owner} `));
}

function isDueBeforeOpening({ fields, visibleFrom = '' }: DialogRow): boolean {
  return String(fields['dueAt'] ?? '9') < visibleFrom;
}

function wasCreatedAsSent({ createdAt }: DialogRow, exchange: Exchange): boolean {
  return createOf(exchange)['createdAt'] === createdAt;
}

function withLocation(response: HttpResponse, id: string): HttpResponse {
  return { ...response, headers: [...response.headers, ['Location', `/api/v1/serviceowner/dialogs/${id}`]] };
}

/** Has a live dialog of the caller the key that a create names? */
const namesHeldKey: When = (exchange) => {
  const key = createOf(exchange)['idempotentKey'];
  return key !== undefined && heldKey(exchange.store, String(key), exchange.world) !== undefined;
};

/** Bugs of creating dialogs: their ids and keys, and what they are to begin with. */
export const createMutants: readonly Mutant[] = mutantsOf(
  [
    ['create-reads-any-media-type', 'A create of any media type is read as JSON.', 'DP-ERR-012'],
    ['correspondence-of-create-for-anybody', 'A create may bring activities of correspondence.', 'DP-AUTH-007'],
    ['idempotent-key-unchecked', 'An idempotency key may be anything, and may be used twice.', 'DP-ID-008'],
    ['first-owner-labels-forgotten', "The owner's labels of a create are forgotten.", 'DP-CR-018'],
    ['silent-create-with-past-dates-refused', 'Dates of the past are refused silently as well.', 'DP-CR-011'],
    ['administrators-past-dates-refused', 'An administrator cannot create a dialog of the past.', 'DP-CR-011'],
    ['administrators-due-before-opening', 'Administrators are held to the opening date.', 'DP-CR-012'],
    ['silence-lifts-order-of-dates', 'A silent create may have dates out of order.', 'DP-CR-012'],
    ['stamps-of-create-ignored', 'A new dialog is always created now.', 'DP-CR-013'],
    ['first-system-label-ignored', 'A new dialog is neither in the bin nor in the archive.', 'DP-CR-018'],
    ['dialog-ids-are-random', 'The server makes version 4 UUIDs for dialogs.', 'DP-ID-011'],
    ['child-ids-are-random', 'The server makes version 4 UUIDs for children, and takes them.', 'DP-ID-011'],
    ['taken-id-is-409', 'A taken id is a conflict.', 'DP-ID-004', refusingAs(409, where(got('post', 422), idTaken))],
    ['taken-key-is-422', 'A taken idempotency key is answered with 422.', 'DP-ID-006'],
    ['taken-key-before-validation', 'A taken key is reported before an invalid body.', 'DP-ID-006'],
    ['taken-key-before-resource', 'A taken key is reported before an unknown resource.', 'DP-ID-006'],
    ['taken-key-without-id', 'A taken key is refused without the id of the dialog.', 'DP-ID-007'],
    ['keys-shared-by-owners', 'A key is taken once any owner has used it.', 'DP-ID-009'],
    ['content-stamp-of-create-is-now', 'contentUpdatedAt of a new dialog is always now.', 'DP-CR-014'],
    ['first-stamps-differ', 'A new dialog was created before it was updated.', 'DP-TS-002'],
    ['created-status-is-deprecated', 'A new dialog shows a status that is only an input.', 'DP-CR-004'],
    ['create-answers-200', 'A create is answered with 200.', 'DP-CR-001', withStatus(200, smallCreates)],
    ['create-answers-object', 'A create is answered with an object.', 'DP-CR-001'],
    ['create-etag-is-no-revision', 'The ETag of a create is not the revision.', 'DP-CR-002'],
    ['etag-quoted', 'The ETag stands in quotes.', 'DP-CR-002'],
    ['etag-weak', 'The ETag is weak.', 'DP-CR-002', withETag(smallCreates, (_exchange, row) => `W/"${row?.revision}"`)],
    ['location-leads-elsewhere', 'The Location of a create leads to another dialog.', 'DP-CR-003'],
    ['silent-create-refused', 'A create cannot be silent.', 'DP-SIL-009'],
    ['texts-outside-content-kept', 'Texts outside the content stay as they were sent.', ['DP-CR-010', 'DP-CR-022']],
    ['texts-in-order-of-arrival', 'Translations keep the order they were sent in.', 'DP-CR-022'],
    ['cultures-are-kept', 'A culture is kept as it was sent.', 'DP-CR-010'],
    [
      'children-are-always-new',
      'The day on which a child says it was created is ignored.',
      ['DP-ACT-002', 'DP-GET-006'],
    ],
    [
      'attachments-of-transmissions-lost',
      'The attachments of a transmission are forgotten.',
      ['DP-GET-006', 'DP-PUT-011'],
    ],
  ],
  {
    'create-reads-any-media-type': taking(got('post', 415), ({ request }) =>
      withField(request, ['Content-Type', 'application/json']),
    ),
    'correspondence-of-create-for-anybody': takingFor(where(got('post', 403), decidedBy('DP-AUTH-007')), (exchange) =>
      withScope(exchange, scopes.correspondence),
    ),
    'idempotent-key-unchecked': [off('DP-ID-008', 'idempotentKey'), off('DP-ID-006')],
    'first-owner-labels-forgotten': writingRow(doneCreates, () => ({ serviceOwnerLabels: [] })),
    'silent-create-with-past-dates-refused': taking(leaving(where(doneCreates, silent), hasPastDate), silently(false)),
    'administrators-past-dates-refused': takingFor(leaving(where(doneCreates, byAdmin), hasPastDate), notAsAdmin),
    'administrators-due-before-opening': takingFor(
      leaving(where(did('post', 'put', 'patch'), byAdmin), isDueBeforeOpening),
      notAsAdmin,
    ),
    'silence-lifts-order-of-dates': overlooking(
      (call) => writes('post')(call as Exchange) && silent(call as Exchange),
      (place, text) => /^dto\.(dueAt|expiresAt)$/.test(place) && text.includes('must be after'),
    ),
    'stamps-of-create-ignored': writingRow(leaving(doneCreates, wasCreatedAsSent), (_row, _old, { world }) =>
      allStamps(instantOf(world.now())),
    ),
    'first-system-label-ignored': writingRow(
      leaving(doneCreates, ({ systemLabels }) => /^(Bin|Archive)$/.test(systemLabels[0] ?? '')),
      ({ systemLabels }) => ({ systemLabels: ['Default', ...systemLabels.slice(1)] }),
    ),
    'dialog-ids-are-random': [versions(4, 'dialog'), off('DP-ID-002', 'dialog'), off('DP-ID-003', 'dialog')],
    'child-ids-are-random': [versions(4, 'child'), off('DP-ID-002')],
    'taken-key-is-422': refusingAs(422, where(got('post', 409), decidedBy('DP-ID-007'))),
    'taken-key-before-validation': answering(where(got('post', 400, 403, 422), namesHeldKey, not(idTaken)), keyTaken),
    'taken-key-before-resource': answering(
      where(got('post', 422), namesHeldKey, complains(/^ServiceResource$/)),
      keyTaken,
    ),
    'taken-key-without-id': refusingWith(409, 'IdempotentKey', where(got('post', 409), decidedBy('DP-ID-007'))),
    'keys-shared-by-owners': refusingWith(409, 'IdempotentKey', leaving(doneCreates, isKeyOfOthers)),
    'content-stamp-of-create-is-now': writingRow(done(decidedBy('DP-CR-014')), (_row, _old, { world }) => ({
      contentUpdatedAt: instantOf(world.now()),
    })),
    'first-stamps-differ': writingRow(smallCreates, (_row, _old, { world }) => ({
      createdAt: instantOf(world.now() - 60_000),
    })),
    'created-status-is-deprecated': writingFields(done(decidedBy('DP-CR-004')), () => ({ status: 'New' })),
    'create-answers-object': withJson(smallCreates, (id) => ({ id })),
    'create-etag-is-no-revision': withETag(smallCreates, ({ world }) => world.uuid(4)),
    'etag-quoted': withETag(smallCreates, (_exchange, row) => `"${row?.revision}"`),
    'location-leads-elsewhere': answering(smallCreates, ({ response, world }) => withLocation(response, world.uuid(7))),
    'silent-create-refused': refusingWith(400, none, where(doneCreates, silent)),
    'texts-outside-content-kept': atSeam(
      storedTexts,
      (_texts, { sent }) => sent,
      ({ inContent }) => !inContent,
    ),
    'texts-in-order-of-arrival': atSeam(storedTexts, (texts, { sent }) =>
      sent.flatMap(({ languageCode }) =>
        texts.filter((text) => text['languageCode'] === languageOf(String(languageCode))),
      ),
    ),
    'cultures-are-kept': atSeam(storedTexts, (texts, { sent }) =>
      texts.map((text) => ({
        ...text,
        languageCode:
          sent
            .map(({ languageCode }) => String(languageCode))
            .find((code) => languageOf(code) === text['languageCode']) ?? '',
      })),
    ),
    'children-are-always-new': atSeam(
      createdAtOfChild,
      (_createdAt, { now }) => now,
      ({ old }) => old === undefined,
    ),
    'attachments-of-transmissions-lost': writingRow(done(dialogWritesAndCreates), ({ transmissions }) => ({
      transmissions: transmissions.map((each) => without(each, 'attachments')),
    })),
  },
  {
    'create-answers-object': { breaksShape: true },
  },
);
