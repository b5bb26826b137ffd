import { type Attachment, around, atSeam, off } from '../../../kernel/bug.ts';
import { type When, withHeader, withoutHeader } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { withField } from '../../../kernel/bugs/other-request.ts';
import { answered, decidedBy } from '../../../kernel/bugs/when.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { rowShown, shapeShown } from '../seams.ts';
import { withoutMember } from './answers.ts';
import { both } from './editions.ts';
import { patches, tableOf } from './exchanges.ts';

const updated = answered(patches, 200);

/** Bugs in returning the row. */
export const representationMutants: readonly Mutant[] = mutantsOf(
  [
    ['update-ignores-preference', 'An update never returns the row.', 'DV-PRF-001', off('DV-PRF-001')],
    ['preference-not-confirmed', 'Preference-Applied is missing.', 'DV-PRF-002'],
    ['preference-nobody-sent', 'Preference-Applied names a preference that nobody sent.', 'DV-PRF-015'],
    ['updated-without-context', 'The returned row has no context.', 'DV-PRF-003'],
    ['updated-without-tag', 'The returned row has no tag.', 'DV-PRF-003'],
    ['updated-without-key', 'The returned row has no primary key unless selected.', 'DV-PRF-003'],
    ['update-ignores-select', 'The returned row has all columns.', 'DV-PRF-004'],
    ['representation-of-old-values', 'The returned row is the one before the update.', 'DV-PRF-005'],
    ['representation-of-sent-values', 'The returned row has only what was sent.', 'DV-PRF-005'],
    ['select-asks-for-the-row', '$select alone makes an update return the row.', 'DV-PRF-006'],
    ['update-expands', '$expand on an update is honoured.', 'DV-PRF-007'],
    ['update-without-etag-header', 'The returned row comes without ETag header.', 'DV-PRF-008', off('DV-PRF-008')],
    ['old-tag-returned', 'The returned row has the tag of the state before.', 'DV-PRF-009'],
    ['minimal-returns-the-row', 'Any preference about return returns the row.', 'DV-PRF-010'],
  ],
  {
    'preference-not-confirmed': withoutHeader('Preference-Applied', decidedBy('DV-PRF-002')),
    'preference-nobody-sent': withHeader(
      ['Preference-Applied', 'return=representation, handling=strict'],
      decidedBy('DV-PRF-015'),
    ),
    'updated-without-context': withoutMember(updated, () => '@odata.context'),
    'updated-without-tag': withoutMember(updated, () => '@odata.etag'),
    'updated-without-key': withoutMember(updated, (exchange) => tableOf(exchange).primaryKey),
    'update-ignores-select': atSeam(
      shapeShown,
      (shape) => ({ ...shape, select: undefined }),
      ({ select }) => select !== undefined,
    ),
    'representation-of-old-values': atSeam(
      rowShown,
      (row, { before }) => ({ ...row, values: before?.values ?? row.values }),
      ({ before }) => before !== undefined,
    ),
    'representation-of-sent-values': atSeam(rowShown, (row, { changes }) => ({ ...row, values: changes })),
    'select-asks-for-the-row': showingTheRow(decidedBy('DV-PRF-006')),
    'update-expands': atSeam(
      shapeShown,
      (shape, { expand }) => ({ ...shape, expand }),
      ({ expand }) => expand.length > 0,
    ),
    'old-tag-returned': atSeam(
      rowShown,
      (row, { before }) => ({ ...row, version: before?.version ?? row.version }),
      ({ before }) => before !== undefined,
    ),
    'minimal-returns-the-row': showingTheRow(decidedBy('DV-PRF-010')),
  },
  {
    'update-ignores-preference': both,
    'preference-not-confirmed': both,
    'updated-without-tag': both,
    'updated-without-key': both,
    'update-ignores-select': both,
    'representation-of-old-values': both,
    'representation-of-sent-values': both,
  },
);

/** Shows the row to those who did not ask for it. */
function showingTheRow(when: When): Attachment {
  return around(when, ({ request, instead }) => {
    const { headers, ...shown } = instead(withField(request, ['Prefer', 'return=representation']));
    return { ...shown, headers: headers.filter(([name]) => name !== 'Preference-Applied') };
  });
}
