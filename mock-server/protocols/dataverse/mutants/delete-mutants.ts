import type { Mutant } from '../../../kernel/protocol-core.ts';

/** Bugs in deleting and in actions on several rows. */
export const deleteMutants: readonly Mutant[] = [
  {
    id: 'delete-answers-200',
    title: 'A DELETE answers 200.',
    switchesOff: ['DV-DEL-001'],
    fails: ['DV-DEL-001'],
    mayFail: ['DV-HDR-011', 'DV-CND-004', 'DV-HDR-008'],
    editions: ['current', 'documented'],
  },
  {
    id: 'delete-answered-but-lost',
    title: 'A DELETE is forgotten.',
    fails: ['DV-DEL-001', 'DV-DEL-004', 'DV-AK-017', 'DV-CND-004'],
    mayFail: ['DV-AK-001', 'DV-HDR-011', 'DV-UPS-009'],
  },
  {
    id: 'delete-takes-linked-rows',
    title: 'A DELETE removes the rows that the deleted one referred to.',
    fails: ['DV-DEL-001'],
  },
  {
    id: 'delete-of-nothing-is-204',
    title: 'A DELETE of a missing row answers 204.',
    switchesOff: ['DV-DEL-002'],
    fails: ['DV-DEL-002', 'DV-DEL-003'],
    editions: ['current', 'documented'],
  },
  {
    id: 'delete-with-entity-id',
    title: 'The answer to a DELETE names the row.',
    switchesOff: ['DV-DEL-007'],
    fails: ['DV-DEL-007'],
  },
  {
    id: 'update-multiple-answers-200',
    title: 'UpdateMultiple answers 200.',
    switchesOff: ['DV-BLK-001'],
    fails: ['DV-BLK-001'],
  },
  {
    id: 'update-multiple-forgets-the-first',
    title: 'UpdateMultiple leaves out the first target.',
    fails: ['DV-BLK-001'],
  },
  {
    id: 'update-multiple-forgets-the-last',
    title: 'UpdateMultiple leaves out the last target.',
    fails: ['DV-BLK-001'],
    mayFail: ['DV-BLK-003'],
  },
  {
    id: 'update-multiple-half-applied',
    title: 'UpdateMultiple keeps what it did before it failed.',
    switchesOff: ['DV-BLK-003'],
    fails: ['DV-BLK-003', 'DV-UPD-016'],
  },
  {
    id: 'update-multiple-skips-missing',
    title: 'UpdateMultiple skips targets that do not exist.',
    fails: ['DV-BLK-003'],
  },
  {
    id: 'delete-multiple-for-everybody',
    title: 'A standard table has DeleteMultiple.',
    switchesOff: ['DV-BLK-004'],
    fails: ['DV-BLK-004'],
  },
];
