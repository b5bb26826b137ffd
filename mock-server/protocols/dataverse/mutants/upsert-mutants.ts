import type { Mutant } from '../../../kernel/protocol-core.ts';

/** Bugs in upserts. */
export const upsertMutants: readonly Mutant[] = [
  {
    id: 'upsert-makes-its-own-id',
    title: 'An upsert creates under an id of the server.',
    switchesOff: ['DV-UPS-001'],
    fails: ['DV-UPS-001'],
    mayFail: ['DV-CND-007', 'DV-CND-017', 'DV-UPS-002', 'DV-UPS-004', 'DV-UPS-005'],
  },
  {
    id: 'create-answers-201',
    title: 'An upsert that creates answers 201 unasked.',
    fails: ['DV-UPS-001', 'DV-AK-001'],
    mayFail: ['DV-AK-003', 'DV-AK-006', 'DV-AK-007', 'DV-CND-007', 'DV-CND-017', 'DV-HDR-011'],
  },
  {
    id: 'create-answered-but-lost',
    title: 'An upsert that creates stores nothing.',
    fails: ['DV-UPS-001', 'DV-AK-001'],
    mayFail: [
      'DV-AK-003',
      'DV-AK-004',
      'DV-AK-006',
      'DV-AK-007',
      'DV-CND-007',
      'DV-CND-017',
      'DV-HDR-011',
      'DV-UPS-005',
    ],
  },
  {
    id: 'create-without-entity-id',
    title: 'An upsert that creates does not say what.',
    switchesOff: ['DV-UPS-002'],
    fails: ['DV-UPS-002'],
    mayFail: ['DV-HDR-014'],
  },
  {
    id: 'upsert-update-without-entity-id',
    title: 'An upsert that updates does not say what.',
    switchesOff: ['DV-UPS-003'],
    fails: ['DV-UPS-003'],
    mayFail: ['DV-HDR-014'],
  },
  {
    id: 'create-ignores-preference',
    title: 'An upsert that creates never returns the row.',
    switchesOff: ['DV-UPS-004'],
    fails: ['DV-UPS-004', 'DV-AK-004'],
    mayFail: ['DV-UPS-009'],
  },
  {
    id: 'created-answers-200',
    title: 'An upsert that creates answers 200.',
    fails: ['DV-UPS-004', 'DV-AK-004'],
    mayFail: ['DV-UPS-009'],
  },
  {
    id: 'updated-answers-201',
    title: 'An upsert that updates answers 201.',
    switchesOff: ['DV-UPS-005'],
    fails: ['DV-UPS-005', 'DV-AK-004'],
    mayFail: ['DV-PRF-001', 'DV-PRF-007'],
  },
  {
    id: 'upsert-inserts-a-second-row',
    title: 'An upsert that updates inserts a row as well.',
    fails: ['DV-UPS-006', 'DV-AK-003'],
    mayFail: ['DV-AK-005'],
  },
  {
    id: 'upsert-replaces',
    title: 'An upsert that updates empties what it does not send.',
    switchesOff: ['DV-UPS-007'],
    fails: ['DV-UPS-007'],
    mayFail: ['DV-CND-002', 'DV-CND-003'],
  },
  {
    id: 'upsert-restores-defaults',
    title: 'An upsert that updates gives yes/no columns it does not send their default.',
    fails: ['DV-UPS-007'],
  },
  {
    id: 'deleted-ids-stay-taken',
    title: 'The id of a deleted row cannot be used again.',
    fails: ['DV-UPS-009'],
  },
  { id: 'bad-upsert-leaves-a-row', title: 'A refused upsert has made a row.', fails: ['DV-UPS-011'] },
];
