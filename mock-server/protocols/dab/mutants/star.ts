import { type HttpResponse, headerLines } from '../../../../core/http.ts';
import { around, atSeam, type Exchange, memoryOf, off } from '../../../kernel/bug.ts';
import { withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { notKeeping } from '../../../kernel/bugs/family.ts';
import { all, decidedBy, on } from '../../../kernel/bugs/when.ts';
import { losing, taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import type { Refused } from '../../../kernel/refused.ts';
import type { World } from '../../../kernel/world.ts';
import { pageTexts, refuse } from '../errors.ts';
import { correlate } from '../read/correlate.ts';
import * as seams from '../seams.ts';
import { computed } from '../write/compose-row.ts';
import { isUnchanged, quiet, sendsStar, withoutTag } from './around/exchanges.ts';
import { asNotFound, failing, refusedAs, refusingBad, refusingWith, saying, type Told } from './around/refusals.ts';
import { writingAnyway } from './around/write-anyway.ts';

const starUpdates = decidedBy('DAB-IFM-001', 'DAB-IFM-002');

const incomplete: Told = { status: 400, code: 'DatabaseOperationFailed', message: 'The row would be incomplete.' };

/** Bugs of a star in If-Match. */
export const starMutants: readonly Mutant[] = [
  ...notKeeping({
    'star-patch-inserts': ['DAB-IFM-004', 'A PATCH with a star inserts a missing row.', ['v2', 'documented']],
    'star-without-key': ['DAB-IFM-021', 'A star without a key in the URL is taken for an insert.'],
    'star-put-skips-not-null': ['DAB-IFM-022', 'A PUT with a star leaves null where none may be.'],
    'star-needs-one-permission': ['DAB-IFM-026', 'With a star one permission is enough.'],
  }),
  {
    id: 'star-put-writes-nothing',
    title: 'A PUT with a star answers well and writes nothing.',
    fails: ['DAB-IFM-001'],
    at: [losing(decidedBy('DAB-IFM-001'))],
    editions: ['v2', 'documented'],
  },
  {
    id: 'star-patch-writes-nothing',
    title: 'A PATCH with a star answers well and writes nothing.',
    fails: ['DAB-IFM-002'],
    at: [losing(decidedBy('DAB-IFM-002'))],
    editions: ['v2', 'documented'],
  },
  {
    id: 'star-refuses-existing',
    title: 'A star is taken for a tag that never matches: 412.',
    fails: ['DAB-IFM-001', 'DAB-IFM-002', 'DAB-IFM-024'],
    at: [refusingWith(starUpdates, preconditionFailed)],
    editions: ['v1', 'v2', 'documented'],
  },
  {
    id: 'star-put-inserts',
    title: 'A PUT with a star inserts a missing row.',
    fails: ['DAB-IFM-003', 'DAB-CON-006'],
    at: [off('DAB-IFM-003')],
    editions: ['v2', 'documented'],
  },
  {
    id: 'star-patch-is-412',
    title: 'A PATCH with a star on a row that exists is answered 412.',
    fails: ['DAB-IFM-002'],
    at: [refusingWith(decidedBy('DAB-IFM-002'), preconditionFailed)],
    editions: ['v2', 'documented'],
  },
  {
    id: 'star-is-ignored',
    title: 'A star is read as if the field were not there.',
    fails: ['DAB-IFM-003', 'DAB-IFM-004'],
    at: [taking(all(on('PUT', 'PATCH'), sendsStar), withoutTag)],
  },
  {
    id: 'put-miss-is-412',
    title: 'A PUT with a star on a missing row is answered 412.',
    fails: ['DAB-IFM-003'],
    at: [refusedAs(decidedBy('DAB-IFM-003'), { status: 412 })],
    editions: ['v2', 'documented'],
  },
  {
    id: 'patch-miss-is-412',
    title: 'A PATCH with a star on a missing row is answered 412.',
    fails: ['DAB-IFM-004'],
    at: [refusedAs(decidedBy('DAB-IFM-004'), { status: 412 })],
    editions: ['v2', 'documented'],
  },
  {
    id: 'put-miss-inserts-anyway',
    title: 'A PUT with a star on a missing row is answered 404, and yet the row is inserted.',
    fails: ['DAB-IFM-003'],
    at: [writingAnyway(decidedBy('DAB-IFM-003'))],
    editions: ['v2', 'documented'],
  },
  {
    id: 'patch-miss-inserts-anyway',
    title: 'A PATCH with a star on a missing row is answered 404, and yet the row is inserted.',
    fails: ['DAB-IFM-004'],
    at: [writingAnyway(decidedBy('DAB-IFM-004'))],
    editions: ['v2', 'documented'],
  },
  {
    id: 'star-put-merges',
    title: 'A PUT with a star keeps columns that were left out.',
    fails: ['DAB-IFM-024'],
    at: [
      atSeam(
        seams.rowOfWrite,
        (row, { entity, before, values }) => (before ? computed(entity, { ...before, ...values }) : row),
        ({ form: { method, star } }) => method === 'PUT' && star === true,
      ),
    ],
    editions: ['v2', 'documented'],
  },
  {
    id: 'star-is-created',
    title: 'A PUT or PATCH with a star is answered 201.',
    fails: ['DAB-IFM-001', 'DAB-IFM-002', 'DAB-IFM-024', 'DAB-CON-005'],
    at: [withStatus(201, decidedBy('DAB-IFM-025'))],
    editions: ['v2', 'documented'],
  },
  {
    id: 'star-only-once',
    title: 'A star succeeds once, then never again on the row.',
    fails: ['DAB-IFM-025'],
    at: [refusingWith(all(starUpdates, isUnchanged), preconditionFailed)],
    editions: ['v2', 'documented'],
  },
  {
    id: 'star-remembers-writes',
    title: 'A star succeeds on a row once, whatever is written the second time.',
    fails: ['DAB-IFM-025'],
    at: [around(starUpdates, refuseSecondTime)],
  },
  {
    id: 'star-fails-on-other-methods',
    title: 'A star is refused on GET, POST and DELETE.',
    fails: ['DAB-IFM-018'],
    at: [refusingBad(all(decidedBy('DAB-IFM-018'), sendsStar), 'If-Match is not supported on this method.')],
  },
  {
    id: 'blanks-count',
    title: 'A star with blanks around it is a value like any other.',
    fails: ['DAB-IFM-014'],
    at: [
      refusingBad(
        all(on('PUT', 'PATCH'), sendsStar, ({ request }) => headerLines(request.headers, 'if-match').join() !== '*'),
        pageTexts.badTag,
      ),
    ],
  },
  {
    id: 'star-names-the-insert',
    title: 'A star on a missing row with a generated key is told that it cannot be inserted.',
    fails: ['DAB-IFM-020'],
    at: [
      refusedAs(decidedBy('DAB-IFM-020'), {
        code: 'ItemNotFound',
        message: 'Cannot perform INSERT and could not find the row to perform UPDATE on.',
      }),
    ],
  },
  {
    id: 'star-put-must-be-complete',
    title: 'A PUT with a star must be complete like one without.',
    fails: ['DAB-IFM-022', 'DAB-IFM-023'],
    at: [
      atSeam(
        seams.mustBeSent,
        () => true,
        ({ method, star }) => method === 'PUT' && star === true,
      ),
    ],
  },
  {
    id: 'incomplete-star-is-400',
    title: 'An incomplete PUT with a star on a missing row is answered 400.',
    fails: ['DAB-IFM-023'],
    at: [refusedAs(decidedBy('DAB-IFM-023'), incomplete)],
  },
  {
    id: 'star-skips-checks',
    title: 'With a star faults of body and key are not looked for.',
    fails: ['DAB-IFM-027'],
    at: [
      off('DAB-IFM-027'),
      refusedAs(all(decidedBy('DAB-IFM-027'), saying(/primary key|url template/i)), asNotFound),
      failing(all(decidedBy('DAB-IFM-027'), saying(/^Parameter|^Invalid value provided/))),
    ],
  },
  {
    id: 'incomplete-star-shows-hidden-rows',
    title: 'An incomplete PUT with a star on a hidden row is answered 400.',
    fails: ['DAB-IFM-028'],
    at: [refusedAs(decidedBy('DAB-IFM-028'), incomplete)],
  },
];

function preconditionFailed(world: World): Refused {
  return refuse(world, 412, 'BadRequest', 'Precondition failed');
}

function refuseSecondTime({ request, response, store, world, undo }: Exchange): HttpResponse {
  const written = memoryOf(store, 'star-remembers-writes');
  const again = written.has(request.target);
  if (again) undo();
  else written.put(request.target, {});
  return again ? correlate(request, preconditionFailed(quiet(world)).refused, quiet(world)) : response;
}
