import { type HttpResponse, headerValue } from '../../../../core/http.ts';
import type { Exchange } from '../../../kernel/bug.ts';
import { answering, type When } from '../../../kernel/bugs/answer-otherwise.ts';
import { type MutantRow, mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { answered, done } from '../../../kernel/bugs/when.ts';
import { refusing, taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { type DialogRow, tables } from '../model/dialog-row.ts';
import { listOf } from '../model/list-of.ts';
import { forgetting, goneNow, overlooking, refusingWith, silently, touching, withQuery, writingRow } from './attach.ts';
import { bodyOf } from './exchanges.ts';
import {
  asking,
  by,
  complains,
  did,
  finding,
  got,
  lists,
  not,
  reads,
  saying,
  silent,
  text,
  where,
  writes,
} from './when.ts';

const isForm: When = ({ request }) =>
  /^application\/x-www-form/i.test(headerValue(request.headers, 'Content-Type') ?? '');
const isUntyped: When = ({ request }) => headerValue(request.headers, 'Content-Type') === undefined;

function unsupported(): HttpResponse {
  return respondEmpty(415);
}

/** Has a transmission of another dialog the key of the one that is posted? */
function isKeyElsewhere({ request, before }: Exchange): boolean {
  const key = bodyOf(request)['idempotentKey'];
  const rows = [...before.table<DialogRow>(tables.dialogs).entries()].map(([, row]) => row);
  return (
    key !== undefined && rows.some(({ transmissions }) => transmissions.some((each) => each['idempotentKey'] === key))
  );
}

function isInBin({ systemLabels }: DialogRow): boolean {
  return systemLabels.includes('Bin');
}

const instants = ['created', 'updated', 'contentUpdated', 'due', 'visible'] as const;

/** Bugs of stamps, silence, identifiers, lives, labels and lists at one kind of write, one value or one bound of many. */
export const lifePartMutants: readonly Mutant[] = mutantsOf(
  [
    ...instants.flatMap((name) =>
      (['After', 'Before'] as const).map(
        (bound): MutantRow => [
          `${name}${bound}-ignored`,
          `A list does not look at ${name}${bound}.`,
          'DP-GET-009',
          taking(where(done(lists), asking(`${name}${bound}`, /^/)), withQuery(`${name}${bound}`)),
        ],
      ),
    ),
    ['filter-service-resource-ignored', 'A list does not look at serviceResource.', 'DP-GET-009'],
    ['put-is-no-content-update', 'A PUT never moves contentUpdatedAt.', 'DP-TS-003'],
    ['put-is-content-update', 'A PUT always moves contentUpdatedAt.', 'DP-TS-004'],
    ['silence-empties-bin', 'A silent update takes a dialog out of the bin.', 'DP-SIL-005'],
    ['bin-is-for-good', 'No update takes a dialog out of the bin.', 'DP-SIL-005'],
    ['silence-of-activities-unchecked', 'Any value of isSilentUpdate is taken with an activity.', 'DP-SIL-008'],
    ['silence-of-transmissions-unchecked', 'Any value of isSilentUpdate is taken with a transmission.', 'DP-SIL-008'],
    ['zero-is-not-silent', 'isSilentUpdate=0 is taken for false.', 'DP-SIL-008'],
    ['posted-ids-of-any-version', 'The id of a posted child may be any UUID.', 'DP-ID-002'],
    ['posted-ids-of-the-future', 'The id of a posted child may come from the future.', 'DP-ID-003'],
    ['transmission-keys-shared-by-dialogs', 'The key of a transmission is taken once any dialog has it.', 'DP-ID-010'],
    ['freeze-of-deleted-touches', 'Freezing a deleted dialog is refused, and changes it.', 'DP-DEL-003'],
    ['restore-loses-labels', 'A restoration takes the labels of the owner away.', 'DP-DEL-004'],
    ['purged-dialogs-are-gone', 'Writes and parts of a purged dialog are gone, not unknown.', 'DP-DEL-006'],
    [
      'purge-needs-another-type',
      'A purge is refused for its media type.',
      'DP-DEL-007',
      refusing(where(did('purge'), isForm), unsupported),
    ],
    [
      'freeze-needs-another-type',
      'Freezing is refused for its media type.',
      'DP-DEL-007',
      refusing(where(did('freeze'), isForm), unsupported),
    ],
    [
      'freeze-needs-a-type',
      'Freezing needs a media type.',
      'DP-DEL-007',
      refusing(where(did('freeze'), isUntyped), unsupported),
    ],
    ['unopened-forgotten', 'The label MarkedAsUnopened is acknowledged and forgotten.', 'DP-LBL-004'],
    ['archive-forgotten', 'The label Archive is acknowledged and forgotten.', 'DP-LBL-004'],
    ['unopened-refused', 'The label MarkedAsUnopened is refused.', 'DP-LBL-004'],
    [
      'bulk-labels-with-revisions-refused',
      'Labels of several dialogs are refused if revisions are named.',
      'DP-LBL-005',
    ],
    ['bulk-removal-forgotten', 'The removal of labels of several dialogs is forgotten.', 'DP-LBL-005'],
  ],
  {
    'filter-service-resource-ignored': taking(
      where(done(lists), asking('serviceResource', /^/)),
      withQuery('serviceResource'),
    ),
    'put-is-no-content-update': writingRow(did('put'), (_row, old) => ({ contentUpdatedAt: old.contentUpdatedAt })),
    'put-is-content-update': writingRow(where(did('put'), not(silent)), ({ updatedAt }) => ({
      contentUpdatedAt: updatedAt,
    })),
    'silence-empties-bin': writingRow(finding(where(did('patch'), silent), isInBin), () => ({
      systemLabels: ['Default'],
    })),
    'bin-is-for-good': writingRow(finding(where(did('patch'), not(silent)), isInBin), () => ({
      systemLabels: ['Bin'],
    })),
    'silence-of-activities-unchecked': taking(
      where(got('activity', 400), complains(/^isSilentUpdate$/)),
      silently(false),
    ),
    'silence-of-transmissions-unchecked': taking(
      where(got('transmission', 400), complains(/^isSilentUpdate$/)),
      silently(false),
    ),
    'zero-is-not-silent': taking(
      where(asking('isSilentUpdate', /^0$/), complains(/^isSilentUpdate$/)),
      silently(false),
    ),
    'posted-ids-of-any-version': overlooking(by('activity', 'transmission'), (place) => place.endsWith('.id')),
    'posted-ids-of-the-future': overlooking(
      by('activity', 'transmission'),
      (place, fault) => place.endsWith('.id') && fault.includes('timestamp'),
    ),
    'transmission-keys-shared-by-dialogs': refusingWith(
      409,
      'IdempotentKey',
      where(did('transmission'), isKeyElsewhere),
    ),
    'freeze-of-deleted-touches': touching(got('freeze', 410)),
    'restore-loses-labels': writingRow(did('restore'), () => ({ serviceOwnerLabels: [] })),
    'purged-dialogs-are-gone': answering(
      where(
        answered(
          (exchange) => writes('patch', 'delete', 'activity')(exchange) || reads('activities', 'labels')(exchange),
          404,
        ),
        complains(/^DialogEntity$/),
      ),
      goneNow,
    ),
    'unopened-forgotten': writingRow(did('system-labels'), ({ systemLabels }) => ({
      systemLabels: systemLabels.filter((label) => label !== 'MarkedAsUnopened'),
    })),
    'archive-forgotten': writingRow(did('system-labels'), ({ systemLabels }) => ({
      systemLabels: systemLabels.map((label) => (label === 'Archive' ? 'Default' : label)),
    })),
    'unopened-refused': refusingWith(400, 'addLabels', where(did('system-labels'), text(/MarkedAsUnopened/))),
    'bulk-labels-with-revisions-refused': refusingWith(
      400,
      'dto.dialogs',
      where(did('bulkset'), text(/"endUserContextRevision"/)),
    ),
    'bulk-removal-forgotten': forgetting(saying(did('bulkset'), (body) => listOf(body, 'removeLabels').length > 0)),
  },
);
