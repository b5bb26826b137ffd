import type { Mutant } from '../../../kernel/protocol-core.ts';

/** What is wrong with reads, creations and deletions. */
export const readMutants: readonly Mutant[] = [
  {
    id: 'read-refused',
    title: 'A single fragment cannot be read.',
    fails: ['M42-GET-001', 'M42-CRE-001'],
    mayFail: ['M42-GET-002', 'M42-TS-002', 'M42-TS-008', 'M42-UPD-001'],
  },
  {
    id: 'read-without-id',
    title: 'A read leaves out the ID.',
    fails: ['M42-GET-001', 'M42-OBJ-001'],
  },
  {
    id: 'read-without-timestamp',
    title: 'A read leaves out the TimeStamp.',
    fails: ['M42-GET-001', 'M42-OBJ-001'],
    mayFail: ['M42-TS-002', 'M42-TS-008'],
  },
  {
    id: 'read-without-attributes',
    title: 'A read shows the name of a fragment alone.',
    fails: ['M42-GET-001', 'M42-CRE-001', 'M42-UPD-003', 'M42-UPD-004'],
    mayFail: [
      'M42-HDR-002',
      'M42-UPD-001',
      'M42-UPD-007',
      'M42-UPD-008',
      'M42-UPD-009',
      'M42-UPD-018',
      'M42-TS-001',
      'M42-TS-002',
      'M42-TS-014',
    ],
  },
  {
    id: 'missing-fragment-is-404',
    title: 'A read of a fragment that does not exist is answered with 404.',
    switchesOff: ['M42-GET-002'],
    fails: ['M42-GET-002', 'M42-DEL-001'],
    mayFail: ['M42-DEL-004'],
  },
  {
    id: 'unknown-definition-reads-as-404',
    title: 'A read in a Data Definition that does not exist is answered with 404.',
    switchesOff: ['M42-GET-003'],
    fails: ['M42-GET-003'],
  },
  { id: 'create-answers-nothing', title: 'A creation is answered with 204.', fails: ['M42-CRE-001'] },
  {
    id: 'create-answers-object',
    title: 'A creation is answered with an object that has the ID.',
    switchesOff: ['M42-CRE-002'],
    fails: ['M42-CRE-002'],
    mayFail: ['M42-CRE-001', 'M42-GET-001'],
  },
  {
    id: 'create-answers-other-id',
    title: 'A creation is answered with an id that leads nowhere.',
    fails: ['M42-CRE-001'],
    mayFail: ['M42-GET-001'],
  },
  { id: 'delete-refused', title: 'A deletion is refused, and done.', fails: ['M42-DEL-001'] },
  {
    id: 'delete-keeps-fragment',
    title: 'A deletion is answered with 204 and not done.',
    switchesOff: ['M42-DEL-001'],
    fails: ['M42-DEL-001'],
    mayFail: ['M42-DEL-004'],
  },
  {
    id: 'update-revives-deleted',
    title: 'Deleted fragments are only marked, and an update takes the mark away.',
    fails: ['M42-DEL-004'],
  },
  {
    id: 'unchecked-update-revives-deleted',
    title: 'An update of a deleted fragment brings it back, unless it has a TimeStamp.',
    fails: ['M42-DEL-004'],
  },
  {
    id: 'delete-takes-previous-fragment',
    title: 'A deletion removes another fragment of the definition as well.',
    fails: ['M42-DEL-001'],
  },
  {
    id: 'update-revives-deleted-silently',
    title: 'An update of a deleted fragment is refused, and brings it back.',
    fails: ['M42-DEL-004'],
  },
  {
    id: 'object-is-flat',
    title: 'An object is shown as one flat list of attributes.',
    switchesOff: ['M42-OBJ-001'],
    fails: ['M42-OBJ-001'],
    mayFail: ['M42-TS-008'],
  },
  {
    id: 'object-shows-main-fragment-alone',
    title: 'An object shows the fragment of one Data Definition alone.',
    fails: ['M42-OBJ-001'],
  },
  {
    id: 'object-node-has-object-id',
    title: 'The fragments of an object show the id of the object.',
    fails: ['M42-OBJ-001'],
    mayFail: ['M42-TS-008'],
  },
  {
    id: 'object-update-half-applied',
    title: 'An update of an object is not taken back when one of its fragments is refused.',
    fails: ['M42-OBJ-005'],
  },
  {
    id: 'object-update-half-applied-backwards',
    title: 'An update of an object starts with its last fragment, and keeps what it did before it is refused.',
    fails: ['M42-OBJ-005'],
  },
  {
    id: 'object-update-keeps-timestamp',
    title: 'An update of an object leaves the TimeStamps of its fragments as they were.',
    fails: ['M42-TS-005'],
    mayFail: ['M42-OBJ-005'],
  },
  {
    id: 'object-update-not-written',
    title: 'An update of an object is answered with 204 and not stored.',
    fails: ['M42-OBJ-004'],
    mayFail: ['M42-OBJ-005', 'M42-TS-005'],
  },
  {
    id: 'object-update-answers-object',
    title: 'An update of an object is answered with what was sent.',
    fails: ['M42-OBJ-004'],
  },
];
