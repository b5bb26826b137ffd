import { headerValue } from '../../../../core/http.ts';
import { type Exchange, off } from '../../../kernel/bug.ts';
import { type When, withHeader, withoutHeader, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { membersOf } from '../../../kernel/bugs/other-request.ts';
import { quiet } from '../../../kernel/bugs/quiet.ts';
import { all, answered, decidedBy, done, on, refused } from '../../../kernel/bugs/when.ts';
import { carryingOut, losing, withoutField, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { handle } from '../handle.ts';
import { methodRefused, urlTooLong, versionMismatch } from '../refusals.ts';
import { overlooking, refusingWith, withoutBody } from './answers.ts';
import { posts, updates } from './exchanges.ts';

const sent =
  (name: string): When =>
  ({ request }) =>
    name in membersOf(request);
const throttled = answered(decidedBy('DV-LIM-001'), 429);
const unavailable = answered(decidedBy('DV-LIM-004'), 503);
const duplicates = decidedBy('DV-DUP-002');

/** Bugs in limits, privileges and duplicates. */
export const limitMutants: readonly Mutant[] = mutantsOf(
  [
    ['everybody-may-write', 'Who may only read writes.', 'DV-AUT-002', off('DV-AUT-002')],
    ['everybody-may-create', 'Who may only read creates.', 'DV-AUT-002', off('DV-AUT-002', 'POST')],
    ['everybody-may-set-properties', 'Who may only read sets a property.', 'DV-AUT-002', off('DV-AUT-002', 'PUT')],
    ['everybody-may-write-in-batches', 'Who may only read writes in a batch.', 'DV-AUT-002', off('DV-AUT-002', 'part')],
    ['forbidden-and-written', 'Who may only read is refused and writes.', 'DV-AUT-002'],
    [
      'throttled-without-time',
      'A 429 does not say when to come again.',
      'DV-LIM-001',
      withoutHeader('Retry-After', throttled),
    ],
    [
      'throttled-with-a-date',
      'A 429 says in words when to come again.',
      'DV-LIM-001',
      withHeader(['Retry-After', 'soon'], throttled),
    ],
    ['throttled-without-error', 'A 429 has no error.', 'DV-LIM-001', withoutBody(throttled)],
    ['throttled-and-written', 'A 429 stands before a write that was done.', 'DV-LIM-002', writing(throttled, carryOut)],
    [
      'unavailable-and-written',
      'A 503 stands before a write that was done.',
      'DV-LIM-004',
      writing(unavailable, carryOut),
    ],
    ['throttled-once-throttled-ever', 'After a 429 a row is locked.', 'DV-LIM-002'],
    ['unavailable-as-500', 'A service that is not there says 500.', 'DV-LIM-004', withStatus(500, unavailable)],
    ['urls-without-end', 'A URL may have any length.', 'DV-LIM-006', off('DV-LIM-006')],
    ['urls-without-end-in-batches', 'A URL in a batch may have any length.', 'DV-LIM-008', off('DV-LIM-008')],
    ['long-urls-write', 'A URL that is too long is refused and written by.', 'DV-LIM-006'],
    ['long-urls-in-batches-write', 'A URL that is too long for a batch is refused and written by.', 'DV-LIM-008'],
    ['long-urls-are-faults', 'A URL that is too long is a fault of the server.', 'DV-LIM-006'],
    ['urls-of-sixteen-kilobytes', 'A URL may have 16 KB.', 'DV-LIM-007'],
    ['long-urls-are-cut', 'A URL is read up to 16 KB, and what is written by a longer one is lost.', 'DV-LIM-007'],
    ['duplicates-are-looked-for', 'Duplicates are looked for unasked.', 'DV-DUP-001', off('DV-DUP-001', 'default')],
    [
      'duplicates-are-looked-for-anyhow',
      'Duplicates are looked for against the wish.',
      'DV-DUP-003',
      off('DV-DUP-003', 'true'),
    ],
    ['duplicates-are-made', 'Duplicates are made whatever is asked.', 'DV-DUP-002', off('DV-DUP-002')],
    ['duplicates-refused-and-made', 'Duplicates are refused and made.', 'DV-DUP-002'],
    ['checks-refuse-all', 'Who asks for the check writes nothing.', 'DV-DUP-002'],
    ['duplicates-lost', 'A row is made without its mail by who does not ask.', ['DV-DUP-001', 'DV-DUP-003']],
  ],
  {
    'long-urls-write': writing(refused(decidedBy('DV-LIM-006')), byAShorterUrl),
    'long-urls-in-batches-write': writing(refused(decidedBy('DV-LIM-008')), byAShorterUrl),
    'long-urls-are-faults': withStatus(500, refused(decidedBy('DV-LIM-006'))),
    'urls-of-sixteen-kilobytes': refusingWith(all(alone, longerThan(16_384)), urlTooLong),
    'long-urls-are-cut': losing(all(alone, updates, longerThan(16_384))),
    'forbidden-and-written': writing(refused(decidedBy('DV-AUT-002')), carryOut),
    'throttled-once-throttled-ever': refusingWith(
      all(updates, ({ request }) => membersOf(request)['name'] === 'Later'),
      versionMismatch,
    ),
    'duplicates-refused-and-made': carryingOut(refused(duplicates), ({ request }) =>
      withoutField(request, 'MSCRM.SuppressDuplicateDetection'),
    ),
    'checks-refuse-all': refusingWith(
      all(
        done(on('POST', 'PATCH')),
        ({ request }) => headerValue(request.headers, 'MSCRM.SuppressDuplicateDetection') === 'false',
      ),
      () => methodRefused('POST'),
    ),
    'duplicates-lost': overlooking(all(posts, sent('emailaddress1')), (name) => name === 'emailaddress1'),
  },
);

function alone({ carrier }: Exchange): boolean {
  return carrier === undefined;
}

function longerThan(length: number): When {
  return ({ request }) => request.target.length > length;
}

function byAShorterUrl({ request, ...exchange }: Exchange): void {
  carryOut({ ...exchange, request: { ...request, target: request.target.replace(/\?.*$/, '') } });
}

function carryOut({ request, store, world }: Exchange): void {
  handle(store, request, { ...quiet(world), principal: { id: 'caller', claims: {} } });
}
