import type { Mutant } from '../../../kernel/protocol-core.ts';

/** Bugs in conditions. */
export const conditionMutants: readonly Mutant[] = [
  {
    id: 'current-tag-refused',
    title: 'The current tag is refused.',
    switchesOff: ['DV-CND-001'],
    fails: ['DV-CND-001'],
  },
  {
    id: 'stale-write-accepted',
    title: 'An old tag is accepted.',
    switchesOff: ['DV-CND-002'],
    fails: ['DV-CND-002', 'DV-CND-023'],
  },
  { id: 'stale-is-409', title: 'An old tag is answered 409.', fails: ['DV-CND-002', 'DV-CND-023'] },
  { id: 'stale-without-words', title: 'The refusal of an old tag does not say what was wrong.', fails: ['DV-CND-002'] },
  {
    id: 'refused-update-applied',
    title: 'An update is refused and stored.',
    fails: ['DV-CND-002', 'DV-CND-008', 'DV-AK-015'],
  },
  {
    id: 'refused-create-applied',
    title: 'A create is refused and stored.',
    fails: ['DV-UPD-010', 'DV-AK-014', 'DV-UPS-012'],
  },
  { id: 'refused-write-locks-the-row', title: 'A refused write leaves the row locked.', fails: ['DV-CND-023'] },
  {
    id: 'stale-delete-accepted',
    title: 'A DELETE with an old tag is carried out.',
    switchesOff: ['DV-CND-003'],
    fails: ['DV-CND-003'],
  },
  { id: 'stale-delete-is-409', title: 'A DELETE with an old tag is answered 409.', fails: ['DV-CND-003'] },
  { id: 'refused-delete-applied', title: 'A DELETE is refused and carried out.', fails: ['DV-CND-003'] },
  {
    id: 'current-delete-refused',
    title: 'A DELETE with the current tag is refused.',
    switchesOff: ['DV-CND-004'],
    fails: ['DV-CND-004'],
  },
  {
    id: 'star-is-no-tag',
    title: 'If-Match star matches nothing.',
    switchesOff: ['DV-CND-006'],
    fails: ['DV-CND-006', 'DV-UPD-001'],
  },
  {
    id: 'create-only-never-creates',
    title: 'If-None-Match star prevents creating, too.',
    switchesOff: ['DV-CND-007'],
    fails: ['DV-CND-007'],
  },
  {
    id: 'create-only-updates',
    title: 'A PATCH with If-None-Match star updates.',
    switchesOff: ['DV-CND-008'],
    fails: ['DV-CND-008'],
  },
  {
    id: 'create-only-on-existing-is-409',
    title: 'If-None-Match star on a row that exists is answered 409.',
    fails: ['DV-CND-008', 'DV-AK-015'],
  },
  {
    id: 'never-304',
    title: 'A GET with the current tag is answered 200.',
    switchesOff: ['DV-CND-009'],
    fails: ['DV-CND-009'],
  },
  {
    id: 'always-304',
    title: 'A GET with any tag is answered 304.',
    switchesOff: ['DV-CND-010'],
    fails: ['DV-CND-010'],
  },
  {
    id: 'null-literal-stops-patch',
    title: 'If-None-Match null is malformed on writes.',
    switchesOff: ['DV-CND-017'],
    fails: ['DV-CND-017', 'DV-HDR-011'],
  },
  {
    id: 'null-literal-stops-get',
    title: 'If-None-Match null is malformed on reads.',
    switchesOff: ['DV-CND-018'],
    fails: ['DV-CND-018', 'DV-HDR-011'],
  },
];
