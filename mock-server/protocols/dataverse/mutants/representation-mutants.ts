import type { Mutant } from '../../../kernel/protocol-core.ts';

/** Bugs in returning the row. */
export const representationMutants: readonly Mutant[] = [
  {
    id: 'update-ignores-preference',
    title: 'An update never returns the row.',
    switchesOff: ['DV-PRF-001'],
    fails: ['DV-PRF-001'],
    mayFail: ['DV-AK-004', 'DV-PRF-007', 'DV-UPS-005'],
    editions: ['current', 'documented'],
  },
  {
    id: 'preference-not-confirmed',
    title: 'Preference-Applied is missing.',
    switchesOff: ['DV-PRF-002'],
    fails: ['DV-PRF-002'],
    editions: ['current', 'documented'],
  },
  {
    id: 'updated-without-context',
    title: 'The returned row has no context.',
    fails: ['DV-PRF-003'],
    mayFail: ['DV-GET-003'],
  },
  {
    id: 'updated-without-tag',
    title: 'The returned row has no tag.',
    fails: ['DV-PRF-003'],
    mayFail: ['DV-GET-009'],
    editions: ['current', 'documented'],
  },
  {
    id: 'updated-without-key',
    title: 'The returned row has no primary key unless selected.',
    fails: ['DV-PRF-003'],
    mayFail: ['DV-AK-004', 'DV-UPS-005'],
    editions: ['current', 'documented'],
  },
  {
    id: 'update-ignores-select',
    title: 'The returned row has all columns.',
    switchesOff: ['DV-PRF-004'],
    fails: ['DV-PRF-004'],
    editions: ['current', 'documented'],
  },
  {
    id: 'representation-of-old-values',
    title: 'The returned row is the one before the update.',
    fails: ['DV-PRF-005'],
    mayFail: ['DV-PRF-001', 'DV-PRF-007'],
    editions: ['current', 'documented'],
  },
  {
    id: 'representation-of-sent-values',
    title: 'The returned row has only what was sent.',
    fails: ['DV-PRF-005'],
    mayFail: ['DV-GET-004', 'DV-PRF-001'],
    editions: ['current', 'documented'],
  },
  {
    id: 'select-asks-for-the-row',
    title: '$select alone makes an update return the row.',
    switchesOff: ['DV-PRF-006'],
    fails: ['DV-PRF-006'],
  },
  {
    id: 'update-expands',
    title: '$expand on an update is honoured.',
    switchesOff: ['DV-PRF-007'],
    fails: ['DV-PRF-007'],
  },
  {
    id: 'update-without-etag-header',
    title: 'The returned row comes without ETag header.',
    switchesOff: ['DV-PRF-008'],
    fails: ['DV-PRF-008'],
  },
  {
    id: 'old-tag-returned',
    title: 'The returned row has the tag of the state before.',
    switchesOff: ['DV-PRF-009'],
    fails: ['DV-PRF-009'],
  },
  {
    id: 'minimal-returns-the-row',
    title: 'Any preference about return returns the row.',
    switchesOff: ['DV-PRF-010'],
    fails: ['DV-PRF-010'],
  },
];
