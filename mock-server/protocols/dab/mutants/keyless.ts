import { atSeam, off } from '../../../kernel/bug.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { all, answered, decidedBy, on } from '../../../kernel/bugs/when.ts';
import { losing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { absoluteLocation } from '../read/location.ts';
import * as seams from '../seams.ts';
import { fromV2, inV1, inV21 } from './around/editions.ts';
import { refusingBad } from './around/refusals.ts';

/** Bugs of writes without a key in the URL. */
export const keylessMutants: readonly Mutant[] = mutantsOf(
  [
    ['keyless-is-insert', '1.x inserts when there is no key in the URL.', 'DAB-KLS-001', off('DAB-KLS-001')],
    ['keyless-leaves-keys-to-the-database', 'A missing key column is left to the database.', 'DAB-KLS-003'],
    ['keyless-needs-one-permission', 'Without a key one permission is enough.', 'DAB-KLS-006', off('DAB-KLS-006')],
    ['keyless-needs-a-key', 'A write without a key in the URL is refused.', 'DAB-KLS-002'],
    ['keyless-patch-must-be-complete', 'A PATCH without a key must be complete.', 'DAB-KLS-002'],
    [
      'keyless-has-a-location',
      'A write without a key has an absolute Location in 2.0.',
      ['DAB-KLS-002', 'DAB-KLS-004'],
    ],
    ['keyless-upserts', 'A write with a taken key in the body updates in 2.0 and fails in 2.1.', 'DAB-KLS-004'],
    ['keyless-update-is-lost', 'A write with a taken key in the body answers well and updates nothing.', 'DAB-KLS-004'],
    ['keyless-has-no-location', 'A write without a key has no Location in 2.1.', 'DAB-KLS-002'],
    [
      'keyless-insert-is-lost',
      'A write without a key answers well and inserts nothing.',
      ['DAB-KLS-002', 'DAB-KLS-004', 'DAB-CON-009'],
    ],
    ['nothing-to-insert-is-400', 'A PATCH without key and members is answered 400.', 'DAB-KLS-005'],
  ],
  {
    'keyless-leaves-keys-to-the-database': off('DAB-KLS-003'),
    'keyless-needs-a-key': refusingBad(decidedBy('DAB-KLS-002'), 'Primary Key for this HTTP request type is required.'),
    'keyless-patch-must-be-complete': atSeam(
      seams.mustBeSent,
      () => true,
      ({ method, keyless }) => method === 'PATCH' && keyless,
    ),
    'keyless-has-a-location': atSeam(
      seams.locationOfNew,
      (_, { call, row }) => absoluteLocation(call, row),
      ({ call: { request } }) => request.method !== 'POST',
    ),
    'keyless-upserts': atSeam(seams.updatesTaken, (sound) => !sound),
    'keyless-update-is-lost': losing(answered(decidedBy('DAB-KLS-004'), 200)),
    'keyless-has-no-location': atSeam(
      seams.locationOfNew,
      () => '',
      ({ call: { request } }) => request.method !== 'POST',
    ),
    'keyless-insert-is-lost': losing(answered(decidedBy('DAB-KLS-002'), 201)),
    'nothing-to-insert-is-400': refusingBad(
      all(on('PATCH'), decidedBy('DAB-KLS-005')),
      'Update mutation does not update any values',
    ),
  },
  {
    'keyless-is-insert': inV1,
    'keyless-upserts': fromV2,
    'keyless-update-is-lost': inV21,
    'keyless-has-no-location': inV21,
  },
);
