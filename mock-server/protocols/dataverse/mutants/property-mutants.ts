import type { Mutant } from '../../../kernel/protocol-core.ts';

/** Bugs in single properties. */
export const propertyMutants: readonly Mutant[] = [
  {
    id: 'property-put-answers-200',
    title: 'A PUT on a property answers 200.',
    switchesOff: ['DV-PRP-001'],
    fails: ['DV-PRP-001'],
    mayFail: ['DV-HDR-011'],
    editions: ['current', 'documented'],
  },
  {
    id: 'property-put-answered-but-lost',
    title: 'A PUT on a property is forgotten.',
    fails: ['DV-PRP-001'],
    mayFail: ['DV-HDR-011', 'DV-PRP-002'],
    editions: ['current', 'documented'],
  },
  { id: 'false-value-is-missing', title: 'The value false is taken for none.', fails: ['DV-PRP-001'] },
  { id: 'property-put-clears-others', title: 'A PUT on a property clears others.', fails: ['DV-PRP-001'] },
  {
    id: 'property-delete-answers-200',
    title: 'A DELETE on a property answers 200.',
    switchesOff: ['DV-PRP-002'],
    fails: ['DV-PRP-002'],
    mayFail: ['DV-PRP-015'],
  },
  {
    id: 'property-delete-answered-but-lost',
    title: 'A DELETE on a property is forgotten.',
    fails: ['DV-PRP-002', 'DV-PRP-015'],
    mayFail: ['DV-PRP-012'],
  },
  {
    id: 'property-delete-clears-others',
    title: 'A DELETE on a property clears others.',
    fails: ['DV-PRP-003'],
    mayFail: ['DV-PRP-015'],
  },
  {
    id: 'property-delete-removes-the-row',
    title: 'A DELETE on a property removes the row.',
    switchesOff: ['DV-PRP-003'],
    fails: ['DV-PRP-003'],
    mayFail: ['DV-PRP-002', 'DV-PRP-012', 'DV-PRP-015'],
  },
  {
    id: 'property-write-keeps-the-tag',
    title: 'A write to a property does not change the tag.',
    switchesOff: ['DV-PRP-005'],
    fails: ['DV-PRP-005'],
  },
  {
    id: 'property-write-creates-row',
    title: 'A write to a property of a missing row creates it.',
    fails: ['DV-PRP-006'],
  },
  {
    id: 'property-of-missing-row-is-204',
    title: 'A write to a property of a missing row answers 204.',
    switchesOff: ['DV-PRP-006'],
    fails: ['DV-PRP-006'],
  },
  {
    id: 'property-of-missing-row-is-400',
    title: 'A write to a property of a missing row answers 400.',
    fails: ['DV-PRP-006'],
  },
  {
    id: 'navigation-property-cleared',
    title: 'A DELETE on a navigation property unlinks.',
    switchesOff: ['DV-PRP-011'],
    fails: ['DV-PRP-011'],
  },
  {
    id: 'refused-unlink-applied',
    title: 'A DELETE on a navigation property is refused and unlinks.',
    fails: ['DV-PRP-011'],
  },
  {
    id: 'required-property-cleared',
    title: 'Any property can be cleared.',
    switchesOff: ['DV-PRP-012'],
    fails: ['DV-PRP-012'],
  },
  {
    id: 'property-write-names-another-row',
    title: 'OData-EntityId after a write to a property names another row.',
    switchesOff: ['DV-PRP-017'],
    fails: ['DV-PRP-017'],
  },
  { id: 'no-unlink', title: 'There is no $ref to DELETE.', switchesOff: ['DV-NAV-003'], fails: ['DV-NAV-003'] },
  { id: 'unlink-answered-but-lost', title: 'An unlinking is forgotten.', fails: ['DV-NAV-003'] },
  { id: 'unlink-deletes-the-other-row', title: 'An unlinking deletes the other row.', fails: ['DV-NAV-003'] },
];
