import { type Attachment, around, atSeam, off } from '../../../kernel/bug.ts';
import { type When, withoutHeader } from '../../../kernel/bugs/answer-otherwise.ts';
import { withField } from '../../../kernel/bugs/other-request.ts';
import { answered, decidedBy } from '../../../kernel/bugs/when.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { rowShown, shapeShown } from '../seams.ts';
import { withoutMember } from './answers.ts';
import { patches, tableOf } from './exchanges.ts';

const updated = answered(patches, 200);

/** Bugs in returning the row. */
export const representationMutants: readonly Mutant[] = [
  {
    id: 'update-ignores-preference',
    title: 'An update never returns the row.',
    fails: ['DV-PRF-001'],
    at: [off('DV-PRF-001')],
    editions: ['current', 'documented'],
  },
  {
    id: 'preference-not-confirmed',
    title: 'Preference-Applied is missing.',
    fails: ['DV-PRF-002'],
    at: [withoutHeader('Preference-Applied', decidedBy('DV-PRF-002'))],
    editions: ['current', 'documented'],
  },
  {
    id: 'updated-without-context',
    title: 'The returned row has no context.',
    fails: ['DV-PRF-003'],
    at: [withoutMember(updated, () => '@odata.context')],
  },
  {
    id: 'updated-without-tag',
    title: 'The returned row has no tag.',
    fails: ['DV-PRF-003'],
    at: [withoutMember(updated, () => '@odata.etag')],
    editions: ['current', 'documented'],
  },
  {
    id: 'updated-without-key',
    title: 'The returned row has no primary key unless selected.',
    fails: ['DV-PRF-003'],
    at: [withoutMember(updated, (exchange) => tableOf(exchange).primaryKey)],
    editions: ['current', 'documented'],
  },
  {
    id: 'update-ignores-select',
    title: 'The returned row has all columns.',
    fails: ['DV-PRF-004'],
    at: [
      atSeam(
        shapeShown,
        (shape) => ({ ...shape, select: undefined }),
        ({ select }) => select !== undefined,
      ),
    ],
    editions: ['current', 'documented'],
  },
  {
    id: 'representation-of-old-values',
    title: 'The returned row is the one before the update.',
    fails: ['DV-PRF-005'],
    at: [
      atSeam(
        rowShown,
        (row, { before }) => ({ ...row, values: before?.values ?? row.values }),
        ({ before }) => before !== undefined,
      ),
    ],
    editions: ['current', 'documented'],
  },
  {
    id: 'representation-of-sent-values',
    title: 'The returned row has only what was sent.',
    fails: ['DV-PRF-005'],
    at: [atSeam(rowShown, (row, { changes }) => ({ ...row, values: changes }))],
    editions: ['current', 'documented'],
  },
  {
    id: 'select-asks-for-the-row',
    title: '$select alone makes an update return the row.',
    fails: ['DV-PRF-006'],
    at: [showingTheRow(decidedBy('DV-PRF-006'))],
  },
  {
    id: 'update-expands',
    title: '$expand on an update is honoured.',
    fails: ['DV-PRF-007'],
    at: [
      atSeam(
        shapeShown,
        (shape, { expand }) => ({ ...shape, expand }),
        ({ expand }) => expand.length > 0,
      ),
    ],
  },
  {
    id: 'update-without-etag-header',
    title: 'The returned row comes without ETag header.',
    fails: ['DV-PRF-008'],
    at: [off('DV-PRF-008')],
  },
  {
    id: 'old-tag-returned',
    title: 'The returned row has the tag of the state before.',
    fails: ['DV-PRF-009'],
    at: [
      atSeam(
        rowShown,
        (row, { before }) => ({ ...row, version: before?.version ?? row.version }),
        ({ before }) => before !== undefined,
      ),
    ],
  },
  {
    id: 'minimal-returns-the-row',
    title: 'Any preference about return returns the row.',
    fails: ['DV-PRF-010'],
    at: [showingTheRow(decidedBy('DV-PRF-010'))],
  },
];

/** Shows the row to those who did not ask for it. */
function showingTheRow(when: When): Attachment {
  return around(when, ({ request, instead }) => {
    const { headers, ...shown } = instead(withField(request, ['Prefer', 'return=representation']));
    return { ...shown, headers: headers.filter(([name]) => name !== 'Preference-Applied') };
  });
}
