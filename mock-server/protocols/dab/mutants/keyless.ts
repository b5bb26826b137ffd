import { atSeam } from '../../../kernel/bug.ts';
import { notKeeping } from '../../../kernel/bugs/family.ts';
import { all, answered, decidedBy, on } from '../../../kernel/bugs/when.ts';
import { losing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { absoluteLocation } from '../read/location.ts';
import * as seams from '../seams.ts';
import { refusingBad } from './around/refusals.ts';

/** Bugs of writes without a key in the URL. */
export const keylessMutants: readonly Mutant[] = [
  ...notKeeping({
    'keyless-is-insert': ['DAB-KLS-001', '1.x inserts when there is no key in the URL.', ['v1']],
    'keyless-leaves-keys-to-the-database': ['DAB-KLS-003', 'A missing key column is left to the database.'],
    'keyless-needs-one-permission': ['DAB-KLS-006', 'Without a key one permission is enough.'],
  }),
  {
    id: 'keyless-needs-a-key',
    title: 'A write without a key in the URL is refused.',
    fails: ['DAB-KLS-002'],
    at: [refusingBad(decidedBy('DAB-KLS-002'), 'Primary Key for this HTTP request type is required.')],
  },
  {
    id: 'keyless-patch-must-be-complete',
    title: 'A PATCH without a key must be complete.',
    fails: ['DAB-KLS-002'],
    at: [
      atSeam(
        seams.mustBeSent,
        () => true,
        ({ method, keyless }) => method === 'PATCH' && keyless,
      ),
    ],
  },
  {
    id: 'keyless-has-a-location',
    title: 'A write without a key has an absolute Location in 2.0.',
    fails: ['DAB-KLS-002', 'DAB-KLS-004'],
    at: [
      atSeam(
        seams.locationOfNew,
        (_, { call, row }) => absoluteLocation(call, row),
        ({ call: { request } }) => request.method !== 'POST',
      ),
    ],
  },
  {
    id: 'keyless-upserts',
    title: 'A write with a taken key in the body updates in 2.0 and fails in 2.1.',
    fails: ['DAB-KLS-004'],
    at: [atSeam(seams.updatesTaken, (sound) => !sound)],
    editions: ['v2', 'v2.1'],
  },
  {
    id: 'keyless-update-is-lost',
    title: 'A write with a taken key in the body answers well and updates nothing.',
    fails: ['DAB-KLS-004'],
    at: [losing(answered(decidedBy('DAB-KLS-004'), 200))],
    editions: ['v2.1'],
  },
  {
    id: 'keyless-has-no-location',
    title: 'A write without a key has no Location in 2.1.',
    fails: ['DAB-KLS-002'],
    at: [
      atSeam(
        seams.locationOfNew,
        () => '',
        ({ call: { request } }) => request.method !== 'POST',
      ),
    ],
    editions: ['v2.1'],
  },
  {
    id: 'keyless-insert-is-lost',
    title: 'A write without a key answers well and inserts nothing.',
    fails: ['DAB-KLS-002', 'DAB-KLS-004', 'DAB-CON-009'],
    at: [losing(answered(decidedBy('DAB-KLS-002'), 201))],
  },
  {
    id: 'nothing-to-insert-is-400',
    title: 'A PATCH without key and members is answered 400.',
    fails: ['DAB-KLS-005'],
    at: [refusingBad(all(on('PATCH'), decidedBy('DAB-KLS-005')), 'Update mutation does not update any values')],
  },
];
