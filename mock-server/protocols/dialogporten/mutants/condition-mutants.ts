import { headerValue } from '../../../../core/http.ts';
import type { Exchange } from '../../../kernel/bug.ts';
import { answering } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { withField } from '../../../kernel/bugs/other-request.ts';
import { answered, refused } from '../../../kernel/bugs/when.ts';
import { taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { parseGuid } from '../model/guid.ts';
import { contextRevision } from '../operations/label-context.ts';
import {
  none,
  notThere,
  otherRevision,
  readingIfMatch,
  refusingWith,
  takingUnconditionally,
  unconditionally,
} from './attach.ts';
import { oldRowOf } from './exchanges.ts';
import {
  complains,
  conditional,
  dialogWrites,
  finding,
  got,
  hasChanged,
  inBody,
  isDeleted,
  isFrozen,
  isGuid,
  labelWrites,
  leaving,
  not,
  rowIs,
  stale,
  unconditional,
  unknown,
  updates,
  where,
  writes,
} from './when.ts';

const isQuoted = (value: string): boolean => /^"[^"]*"$/.test(value) && isGuid(value.slice(1, -1));
const isLive = (row: DialogRow): boolean => !isDeleted(row);
function contextRevisionOf(exchange: Exchange): string | undefined {
  const old = oldRowOf(exchange);
  return old && contextRevision(old, exchange.request.target.includes('/systemlabels') ? 'endUser' : 'serviceOwner');
}

/** Bugs around If-Match: what it may look like, and whether it is looked at. */
export const conditionMutants: readonly Mutant[] = mutantsOf(
  [
    ['current-revision-refused', 'The comparison with If-Match never holds.', ['DP-CC-001', 'DP-CC-009']],
    ['if-match-required', 'A dialog that has changed once cannot be changed without If-Match.', 'DP-CC-003'],
    ['bare-revision-refused', 'The revision is only taken in other spellings than the one the ETag has.', 'DP-CC-004'],
    ['other-spellings-refused', 'Only the spelling that the ETag has is taken.', 'DP-CC-007'],
    ['empty-condition-dropped', 'An empty If-Match counts as none.', 'DP-CC-008'],
    ['quotes-accepted', 'A revision in quotes is taken without them.', 'DP-CC-005'],
    ['star-means-any', 'If-Match * holds for every revision.', 'DP-CC-006'],
    ['weak-tag-accepted', 'A weak tag of the current revision is taken.', 'DP-CC-006'],
    ['list-accepted', 'Of a list in If-Match the first one counts.', 'DP-CC-006'],
    ['quotes-refused', 'A revision in quotes is refused although the page shows one.', 'DP-CC-005'],
    ['quoted-revision-not-compared', 'A revision in quotes is no condition at all.', ['DP-CC-002', 'DP-CC-005']],
    ['conflict-instead-of-412', 'An old revision is answered with 409.', 'DP-CC-002'],
    ['stale-revision-first', 'The revision is compared before anything else.', 'DP-CC-016'],
    ['stale-before-unknown', 'A condition on an unknown dialog is answered with 412.', 'DP-CC-016'],
    ['domain-errors-first', 'Domain errors are reported before an old revision.', 'DP-CC-016'],
    ['activity-revision-first', 'The revision of a new activity is compared before all else.', 'DP-CC-017'],
    ['transmission-key-before-revision', 'A taken key is reported before an old revision.', 'DP-CC-017'],
    ['no-op-skips-condition', 'A write that changes nothing does not look at its If-Match.', 'DP-CC-024'],
    ['restore-of-live-skips-condition', 'The restoration of a live dialog does not look at its If-Match.', 'DP-CC-024'],
    ['unknown-before-malformed-condition', 'An unknown dialog is reported before a malformed condition.', 'DP-CC-025'],
    ['deleted-before-malformed-condition', 'A deleted dialog is reported before a malformed condition.', 'DP-CC-025'],
    ['malformed-condition-first', 'A malformed condition is reported before all else.', 'DP-CC-025'],
    ['malformed-condition-last', 'A malformed condition is reported after invalid content.', 'DP-CC-025'],
    ['labels-compare-dialog-revision', 'Labels are held to the revision of the dialog.', 'DP-CC-021'],
  ],
  {
    'current-revision-refused': readingIfMatch((value) => (isGuid(value) ? otherRevision : value), dialogWrites),
    'if-match-required': taking(
      finding(where(dialogWrites, not(writes('purge')), unconditional), hasChanged),
      ({ request }) => withField(request, ['If-Match', otherRevision]),
    ),
    'bare-revision-refused': readingIfMatch((value) => (value === parseGuid(value) ? `!${value}` : value)),
    'other-spellings-refused': readingIfMatch((value) => (value === (parseGuid(value) ?? value) ? value : `!${value}`)),
    'empty-condition-dropped': readingIfMatch((value) => value || none),
    'quotes-accepted': readingIfMatch((value) => (isQuoted(value) ? value.slice(1, -1) : value)),
    'star-means-any': readingIfMatch((value) => (value === '*' ? none : value)),
    'weak-tag-accepted': readingIfMatch((value) => value.replace(/^W\/"(.*)"$/, '$1')),
    'list-accepted': readingIfMatch((value) => value.split(',')[0] ?? value),
    'quotes-refused': readingIfMatch((value) => (isQuoted(value) ? `!${value}` : value)),
    'quoted-revision-not-compared': readingIfMatch((value) => (isQuoted(value) ? none : value)),
    'conflict-instead-of-412': refusingWith(409, '', answered(dialogWrites, 412)),
    'stale-revision-first': refusingWith(
      412,
      none,
      where(refused(updates), stale, (exchange) => exchange.response.status !== 400 || inBody(exchange)),
    ),
    'stale-before-unknown': refusingWith(412, none, where(got('put', 404), conditional(isGuid))),
    'domain-errors-first': takingUnconditionally(answered(updates, 412), ({ status }) =>
      [403, 409, 422].includes(status),
    ),
    'activity-revision-first': refusingWith(412, none, where(got('activity', 403, 422), stale, not(rowIs(isFrozen)))),
    'transmission-key-before-revision': takingUnconditionally(got('transmission', 412), ({ status }) => status === 409),
    'no-op-skips-condition': takingUnconditionally(
      answered(updates, 412),
      ({ headers }, exchange) => headerValue(headers, 'ETag') === oldRowOf(exchange)?.revision,
    ),
    'restore-of-live-skips-condition': taking(leaving(got('restore', 412), isLive), unconditionally),
    'unknown-before-malformed-condition': answering(
      where(answered(writes('put', 'delete', 'restore', 'freeze', 'purge'), 400), complains(/^If-Match$/), unknown),
      notThere,
    ),
    'deleted-before-malformed-condition': taking(
      leaving(where(got('put', 400), complains(/^If-Match$/)), isDeleted),
      unconditionally,
    ),
    'malformed-condition-first': refusingWith(
      400,
      'If-Match',
      where(
        got('put', 400, 413, 415),
        conditional((value) => !isGuid(value)),
        not(complains(/^If-Match$/)),
      ),
    ),
    'malformed-condition-last': takingUnconditionally(
      where(got('put', 400), complains(/^If-Match$/)),
      ({ status }) => status === 400,
    ),
    'labels-compare-dialog-revision': readingIfMatch(
      (value, exchange) =>
        value === oldRowOf(exchange)?.revision
          ? contextRevisionOf(exchange)
          : value === contextRevisionOf(exchange)
            ? otherRevision
            : value,
      labelWrites,
    ),
  },
  {
    'quotes-refused': { editions: ['documented'] },
    'quoted-revision-not-compared': { editions: ['documented'] },
  },
);
