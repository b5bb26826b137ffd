import type { Mutant } from '../../../kernel/protocol-core.ts';
import { bothEditions } from './update-mutants.ts';

/** What is wrong with TimeStamps. */
export const timestampMutants: readonly Mutant[] = [
  {
    id: 'timestamp-ignored',
    title: 'The TimeStamp of an update is not looked at.',
    switchesOff: ['M42-TS-003', 'M42-TS-013'],
    fails: ['M42-TS-003'],
    mayFail: ['M42-TS-013', 'M42-TS-014', 'M42-TS-015', 'M42-OBJ-005'],
    editions: bothEditions,
  },
  {
    id: 'timestamp-compared-as-at-least',
    title: 'An update is refused only if its TimeStamp is smaller than the stored one.',
    switchesOff: ['M42-TS-013'],
    fails: ['M42-TS-013'],
  },
  {
    id: 'timestamp-compared-by-prefix',
    title: 'The last characters of the TimeStamp are not compared.',
    fails: ['M42-TS-003', 'M42-TS-013', 'M42-TS-014', 'M42-TS-015', 'M42-OBJ-005'],
  },
  {
    id: 'timestamp-required',
    title: 'An update without TimeStamp is refused.',
    switchesOff: ['M42-TS-001'],
    fails: ['M42-TS-001', 'M42-UPD-001'],
    mayFail: [
      'M42-UPD-004',
      'M42-UPD-007',
      'M42-UPD-008',
      'M42-UPD-009',
      'M42-UPD-018',
      'M42-TS-003',
      'M42-TS-005',
      'M42-HDR-002',
    ],
    editions: bothEditions,
  },
  {
    id: 'current-timestamp-refused',
    title: 'An update with the stored TimeStamp is refused with 500.',
    switchesOff: ['M42-TS-002'],
    fails: ['M42-TS-002'],
    mayFail: ['M42-UPD-001', 'M42-UPD-004', 'M42-TS-008', 'M42-TS-010', 'M42-TS-014', 'M42-OBJ-004'],
    editions: bothEditions,
  },
  {
    id: 'timestamp-is-read-only',
    title: 'An update with any TimeStamp is refused with 400.',
    fails: ['M42-TS-002'],
    mayFail: ['M42-TS-003', 'M42-TS-008', 'M42-TS-010', 'M42-TS-013', 'M42-TS-014', 'M42-OBJ-005'],
    editions: bothEditions,
  },
  {
    id: 'conflict-is-409',
    title: 'An update with an old TimeStamp is answered with 409.',
    fails: ['M42-TS-003', 'M42-TS-013', 'M42-TS-014', 'M42-TS-015', 'M42-OBJ-005'],
  },
  {
    id: 'conflict-is-412',
    title: 'An update with an old TimeStamp is answered with 412.',
    fails: ['M42-TS-003', 'M42-TS-013', 'M42-TS-014', 'M42-TS-015', 'M42-OBJ-005'],
  },
  {
    id: 'stale-update-applied',
    title: 'An update with an old TimeStamp is refused and stored nevertheless.',
    fails: ['M42-TS-004', 'M42-TS-014', 'M42-UPD-015'],
  },
  {
    id: 'stale-update-half-applied',
    title: 'Of an update with an old TimeStamp the first attribute is stored before it is refused.',
    fails: ['M42-TS-004', 'M42-TS-014', 'M42-UPD-015'],
  },
  {
    id: 'repeated-update-accepted',
    title: 'An update that equals the last accepted one is answered as it was.',
    fails: ['M42-TS-015'],
  },
  {
    id: 'timestamp-unchanged',
    title: 'An update leaves the TimeStamp as it was.',
    switchesOff: ['M42-TS-005'],
    fails: ['M42-TS-003', 'M42-TS-005', 'M42-TS-010', 'M42-TS-014', 'M42-TS-015'],
    mayFail: ['M42-TS-002', 'M42-TS-007', 'M42-OBJ-005'],
  },
  {
    id: 'reset-keeps-timestamp',
    title: 'An update that resets an attribute leaves the TimeStamp as it was.',
    fails: ['M42-TS-005'],
  },
  {
    id: 'timestamp-stored-from-body',
    title: 'The TimeStamp of an update is stored like an attribute.',
    switchesOff: ['M42-TS-010'],
    fails: ['M42-TS-010', 'M42-TS-014', 'M42-TS-015'],
    mayFail: ['M42-OBJ-005', 'M42-TS-005'],
  },
  {
    id: 'timestamp-in-hexadecimal',
    title: 'TimeStamps are hexadecimal numbers.',
    switchesOff: ['M42-TS-006'],
    fails: ['M42-TS-006'],
    mayFail: ['M42-TS-007'],
  },
  {
    id: 'counter-per-fragment',
    title: 'Each fragment counts its own TimeStamps.',
    fails: ['M42-TS-007'],
  },
  { id: 'rowversion-counts-down', title: 'TimeStamps fall with every write.', fails: ['M42-TS-007'] },
  {
    id: 'object-timestamp-differs',
    title: 'The Objects service shows a TimeStamp of its own.',
    switchesOff: ['M42-TS-008'],
    fails: ['M42-TS-008'],
    mayFail: ['M42-OBJ-004'],
  },
  {
    id: 'errors-alike',
    title: 'All errors with 500 have the same body.',
    switchesOff: ['M42-TS-020'],
    fails: ['M42-TS-020'],
  },
];
