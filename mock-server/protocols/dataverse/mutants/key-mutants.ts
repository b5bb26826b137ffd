import type { Mutant } from '../../../kernel/protocol-core.ts';

/** Bugs in alternate keys. */
export const keyMutants: readonly Mutant[] = [
  {
    id: 'key-not-taken-from-url',
    title: 'A row made by alternate key lacks its key.',
    switchesOff: ['DV-AK-001'],
    fails: ['DV-AK-001'],
    mayFail: ['DV-AK-003', 'DV-AK-004', 'DV-AK-007', 'DV-HDR-011'],
    editions: ['current', 'documented'],
  },
  {
    id: 'entity-id-with-guid',
    title: 'OData-EntityId names the primary key.',
    switchesOff: ['DV-AK-002'],
    fails: ['DV-AK-002', 'DV-AK-003'],
    editions: ['current', 'documented'],
  },
  {
    id: 'key-update-without-entity-id',
    title: 'Only an upsert by key that creates says what it wrote.',
    switchesOff: ['DV-AK-003'],
    fails: ['DV-AK-003'],
    mayFail: ['DV-HDR-014'],
    editions: ['current', 'documented'],
  },
  {
    id: 'key-in-the-body-counts',
    title: 'A key value in the body moves the row.',
    switchesOff: ['DV-AK-005'],
    fails: ['DV-AK-005'],
  },
  {
    id: 'key-in-the-body-refused',
    title: 'A key value in the body of a create is refused.',
    switchesOff: ['DV-AK-006'],
    fails: ['DV-AK-006'],
    mayFail: ['DV-AK-007'],
  },
  {
    id: 'url-key-counts',
    title: 'The key in the URL beats the one in the body.',
    switchesOff: ['DV-AK-007'],
    fails: ['DV-AK-007'],
  },
  {
    id: 'keys-never-change',
    title: 'Key values are fixed once and for all.',
    switchesOff: ['DV-AK-008'],
    fails: ['DV-AK-008'],
  },
  { id: 'old-key-still-resolves', title: 'The old key value still leads to the row.', fails: ['DV-AK-008'] },
  {
    id: 'if-match-star-creates-by-key',
    title: 'A PATCH by key with If-Match star creates.',
    switchesOff: ['DV-AK-014'],
    fails: ['DV-AK-014'],
  },
  {
    id: 'create-only-updates-by-key',
    title: 'A PATCH by key with If-None-Match star updates.',
    switchesOff: ['DV-AK-015'],
    fails: ['DV-AK-015'],
  },
  {
    id: 'missing-key-is-204',
    title: 'A key that no row has is answered 204.',
    switchesOff: ['DV-AK-016'],
    fails: ['DV-AK-016'],
    mayFail: ['DV-AK-008'],
  },
  {
    id: 'first-key-column-suffices',
    title: 'A key of two columns is looked up by the first of them.',
    fails: ['DV-AK-001', 'DV-AK-016'],
  },
  {
    id: 'deleted-keys-stay-taken',
    title: 'The key values of a deleted row cannot be used again.',
    fails: ['DV-AK-001'],
  },
  {
    id: 'delete-by-key-answers-otherwise',
    title: 'A DELETE by key answers 200, and 204 when there is nothing.',
    switchesOff: ['DV-AK-017'],
    fails: ['DV-AK-017'],
  },
];
