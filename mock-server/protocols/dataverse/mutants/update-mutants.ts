import type { Mutant } from '../../../kernel/protocol-core.ts';

/** Bugs in updating with PATCH. */
export const updateMutants: readonly Mutant[] = [
  { id: 'update-answers-200', title: 'An update answers 200 without a body.', fails: ['DV-UPD-001'] },
  {
    id: 'update-answered-but-lost',
    title: 'An update is answered and forgotten.',
    fails: ['DV-UPD-001', 'DV-UPD-003'],
  },
  {
    id: 'update-names-another-row',
    title: 'OData-EntityId of an update names another row.',
    switchesOff: ['DV-UPD-002'],
    fails: ['DV-UPD-002'],
  },
  {
    id: 'patch-replaces',
    title: 'A PATCH with If-Match star empties what it does not send.',
    switchesOff: ['DV-UPD-003'],
    fails: ['DV-UPD-003'],
  },
  {
    id: 'conditional-patch-replaces',
    title: 'A PATCH with a tag empties what it does not send.',
    fails: ['DV-CND-023'],
  },
  { id: 'tag-stays', title: 'A PATCH does not change the tag.', switchesOff: ['DV-UPD-004'], fails: ['DV-UPD-004'] },
  {
    id: 'equal-values-are-no-update',
    title: 'A PATCH of equal values does not change the tag.',
    switchesOff: ['DV-UPD-005'],
    fails: ['DV-UPD-005'],
  },
  {
    id: 'null-is-left-out',
    title: 'A null in a body is taken for nothing.',
    switchesOff: ['DV-UPD-006'],
    fails: ['DV-UPD-006'],
  },
  {
    id: 'required-column-cleared',
    title: 'Any column can be set to null.',
    switchesOff: ['DV-UPD-007'],
    fails: ['DV-UPD-007'],
  },
  {
    id: 'if-match-star-creates',
    title: 'A PATCH with If-Match star creates.',
    switchesOff: ['DV-UPD-010'],
    fails: ['DV-UPD-010'],
  },
  {
    id: 'update-only-on-missing-is-412',
    title: 'If-Match star on a missing row is answered 412, as HTTP has it.',
    fails: ['DV-UPD-010'],
  },
  {
    id: 'tag-in-the-body-counts',
    title: 'The tag in a body is taken for a condition.',
    switchesOff: ['DV-UPD-011'],
    fails: ['DV-UPD-011'],
  },
  {
    id: 'unknown-property-ignored',
    title: 'Properties a table does not have are ignored.',
    switchesOff: ['DV-ERR-003'],
    fails: ['DV-ERR-003', 'DV-UPS-011'],
  },
  { id: 'unknown-property-unnamed', title: 'The refusal does not name the unknown property.', fails: ['DV-ERR-003'] },
  { id: 'bad-update-half-applied', title: 'The valid part of a refused body is stored.', fails: ['DV-UPD-016'] },
  {
    id: 'state-without-status',
    title: 'A new state leaves the old status.',
    switchesOff: ['DV-STA-001'],
    fails: ['DV-STA-001'],
  },
  {
    id: 'status-hides-state',
    title: 'A state is ignored when a status comes with it.',
    switchesOff: ['DV-STA-002'],
    fails: ['DV-STA-002'],
  },
  {
    id: 'always-default-status',
    title: 'Every state gets its default status.',
    switchesOff: ['DV-STA-003'],
    fails: ['DV-STA-003'],
  },
];
