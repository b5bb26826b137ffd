import type { Mutant } from '../../../kernel/protocol-core.ts';
import { mutant } from './mutant.ts';

/** Bugs around the revision and If-Match. */
export const concurrencyMutants: readonly Mutant[] = [
  mutant(
    'stale-revision-accepted',
    'An old revision is as good as the current one.',
    ['DP-CC-002', 'DP-CC-014', 'DP-CC-018'],
    {
      may: ['DP-CC-010', 'DP-CC-011', 'DP-CC-012', 'DP-CC-016', 'DP-ERR-001', 'DP-SIL-002', 'DP-SIL-004'],
      off: ['DP-CC-002'],
    },
  ),
  mutant('stale-delete-accepted', 'A DELETE does not look at its If-Match.', ['DP-CC-014'], {
    off: ['DP-CC-014'],
    may: ['DP-CC-018'],
  }),
  mutant('conflict-instead-of-412', 'An old revision is answered with 409.', ['DP-CC-002'], {
    may: [
      'DP-CC-010',
      'DP-CC-011',
      'DP-CC-012',
      'DP-CC-014',
      'DP-CC-016',
      'DP-CC-018',
      'DP-ERR-001',
      'DP-SIL-002',
      'DP-SIL-004',
    ],
  }),
  mutant('current-revision-refused', 'The comparison with If-Match never holds.', ['DP-CC-001', 'DP-CC-009'], {
    off: ['DP-CC-001'],
    may: ['DP-CC-004', 'DP-CC-007', 'DP-CC-011', 'DP-CC-012', 'DP-CC-016', 'DP-CC-018', 'DP-SIL-004', 'DP-TS-008'],
  }),
  mutant('if-match-required', 'A dialog that has changed once cannot be changed without If-Match.', ['DP-CC-003'], {
    off: ['DP-CC-003'],
    may: ['DP-CC-010', 'DP-CC-019'],
  }),
  mutant(
    'bare-revision-refused',
    'The revision is only taken in other spellings than the one the ETag has.',
    ['DP-CC-004'],
    {
      may: [
        'DP-CC-001',
        'DP-CC-002',
        'DP-CC-009',
        'DP-CC-010',
        'DP-CC-011',
        'DP-CC-012',
        'DP-CC-014',
        'DP-CC-016',
        'DP-CC-018',
        'DP-CC-019',
        'DP-ERR-001',
        'DP-SIL-002',
        'DP-SIL-004',
        'DP-TS-008',
      ],
    },
  ),
  mutant('other-spellings-refused', 'Only the spelling that the ETag has is taken.', ['DP-CC-007']),
  mutant('empty-condition-dropped', 'An empty If-Match counts as none.', ['DP-CC-008']),
  mutant('quotes-accepted', 'A revision in quotes is taken without them.', ['DP-CC-005']),
  mutant('quoted-condition-dropped', 'A revision in quotes is no condition at all.', ['DP-CC-005'], {
    off: ['DP-CC-005'],
  }),
  mutant('malformed-condition-dropped', 'An If-Match that cannot be read is no condition at all.', ['DP-CC-006'], {
    may: ['DP-CC-008'],
    off: ['DP-CC-006'],
  }),
  mutant('star-means-any', 'If-Match * holds for every revision.', ['DP-CC-006']),
  mutant('weak-tag-accepted', 'A weak tag of the current revision is taken.', ['DP-CC-006']),
  mutant('list-accepted', 'Of a list in If-Match the first one counts.', ['DP-CC-006']),
  mutant(
    'write-despite-unbound',
    'A condition that cannot be read is refused, and the write happens all the same.',
    ['DP-CC-005', 'DP-CC-006'],
    { may: ['DP-CC-008', 'DP-SIL-008'] },
  ),
  mutant('write-despite-412', 'An old revision is refused, and the write happens all the same.', ['DP-CC-002'], {
    may: ['DP-CC-005', 'DP-CC-016', 'DP-CC-018', 'DP-CC-019', 'DP-SIL-004'],
    editions: ['current', 'documented'],
  }),
  mutant('stale-revision-first', 'The revision is compared before anything else.', ['DP-CC-016']),
  mutant('stale-before-unknown', 'A condition on an unknown dialog is answered with 412.', ['DP-CC-016']),
  mutant('domain-errors-first', 'Domain errors are reported before an old revision.', ['DP-CC-016']),
  mutant('revision-stays', 'A change does not give the dialog a new revision.', ['DP-CC-010', 'DP-PUT-001'], {
    may: [
      'DP-ACT-001',
      'DP-CC-002',
      'DP-CC-011',
      'DP-CC-012',
      'DP-CC-014',
      'DP-CC-016',
      'DP-CC-018',
      'DP-PATCH-001',
      'DP-SIL-002',
      'DP-SIL-004',
      'DP-TS-008',
      'DP-TX-001',
    ],
    off: ['DP-CC-010'],
  }),
  mutant('revision-stays-on-child-write', 'A new child does not give the dialog a new revision.', ['DP-CC-013'], {
    may: ['DP-ACT-001', 'DP-CC-018', 'DP-TX-001'],
    off: ['DP-CC-013'],
  }),
  mutant('put-answers-old-etag', 'PUT answers with the revision there was before.', ['DP-PUT-001', 'DP-CC-009'], {
    may: ['DP-PUT-006', 'DP-PUT-007', 'DP-SIL-002'],
  }),
  mutant('patch-answers-old-etag', 'PATCH answers with the revision there was before.', ['DP-PATCH-001', 'DP-CC-009'], {
    may: ['DP-CC-001', 'DP-CC-004', 'DP-CC-010', 'DP-CC-011', 'DP-CC-012', 'DP-CC-016', 'DP-GET-001', 'DP-SIL-004'],
  }),
  mutant('delete-answers-old-etag', 'DELETE answers with the revision there was before.', ['DP-CC-009'], {
    may: ['DP-TS-008'],
  }),
  mutant(
    'activity-answers-old-etag',
    'A new activity is answered with the revision there was before.',
    ['DP-ACT-001', 'DP-CC-009', 'DP-CC-011'],
    { may: ['DP-CC-013'] },
  ),
  mutant(
    'transmission-answers-old-etag',
    'A new transmission is answered with the revision there was before.',
    ['DP-TX-001', 'DP-CC-009', 'DP-CC-012'],
    { may: ['DP-CC-013'] },
  ),
  mutant(
    'activity-ignores-condition',
    'The POST of an activity does not look at its If-Match.',
    ['DP-CC-011', 'DP-CC-018'],
    {
      off: ['DP-CC-011'],
    },
  ),
  mutant(
    'transmission-ignores-condition',
    'The POST of a transmission does not look at its If-Match.',
    ['DP-CC-012', 'DP-CC-018'],
    {
      off: ['DP-CC-012'],
    },
  ),
  mutant(
    'activity-added-despite-412',
    'An old revision is refused, and the activity is added all the same.',
    ['DP-CC-011'],
    { may: ['DP-CC-018'] },
  ),
  mutant(
    'transmission-added-despite-412',
    'An old revision is refused, and the transmission is added all the same.',
    ['DP-CC-012'],
    { may: ['DP-CC-018'] },
  ),
  mutant('etag-on-412', 'A refusal carries the ETag of the dialog.', ['DP-CC-020']),
  mutant('purge-with-etag', 'A purge is answered with an ETag.', ['DP-CC-020']),
  mutant(
    'activity-acknowledged-but-lost',
    'The third and later activities of a dialog are acknowledged and forgotten.',
    ['DP-CC-019'],
  ),
  mutant(
    'transmission-acknowledged-but-lost',
    'The third and later transmissions of a dialog are acknowledged and forgotten.',
    ['DP-CC-019'],
  ),
  mutant('activity-collision-is-500', 'The fourth activity without a condition fails with 500.', ['DP-CC-019']),
  mutant('transmission-collision-is-500', 'The fourth transmission without a condition fails with 500.', ['DP-CC-019']),
  mutant('activity-collision-without-advice', 'The fourth activity without a condition is refused without advice.', [
    'DP-CC-019',
  ]),
  mutant(
    'transmission-collision-without-advice',
    'The fourth transmission without a condition is refused without advice.',
    ['DP-CC-019'],
  ),
  mutant('overwriting-put-is-500', "A PUT that overwrites another's reference fails with 500.", ['DP-CC-019']),
  mutant('third-tag-is-500', 'A third search tag makes the server fail with 500.', ['DP-CC-019']),
  mutant(
    'new-reference-is-forgotten',
    'The first reference of a dialog is acknowledged and forgotten.',
    ['DP-CC-019'],
    { may: ['DP-CC-018', 'DP-PATCH-007'] },
  ),
  mutant('new-tag-replaces-others', 'A search tag that is added replaces those that are there.', ['DP-CC-019']),
];
