import type { HttpResponse } from '../../../../core/http.ts';
import { around, type Exchange } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { answered, done } from '../../../kernel/bugs/when.ts';
import { writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { instantOf } from '../model/date-time.ts';
import { type DialogRow, tables } from '../model/dialog-row.ts';
import { listOf } from '../model/list-of.ts';
import { forgetting, putRow, showing, writingRow } from './attach.ts';
import { bodyOf, oldRowOf, rowOf } from './exchanges.ts';
import { did, labelWrites, leaving, removals, where, writes } from './when.ts';

const addingLabel: When = where(did('labels'), ({ request }) => request.method === 'POST');
const removingLabel: When = where(did('labels'), ({ request }) => request.method === 'DELETE');

/** Changes labels under the revision they had. */
function keepRevisions(exchange: Exchange): HttpResponse {
  const [row, old] = [rowOf(exchange), oldRowOf(exchange)];
  if (!row || !old) return exchange.response;
  const { serviceOwnerRevision, endUserRevision } = old;
  putRow(exchange, { ...row, serviceOwnerRevision, endUserRevision });
  return showing(exchange.response, row.endUserRevision === endUserRevision ? serviceOwnerRevision : endUserRevision);
}

/** Puts the dialogs that a body names into the archive. */
function archiveNamed(exchange: Exchange): void {
  for (const { dialogId } of listOf(bodyOf(exchange.request), 'dialogs')) {
    const row = exchange.store.table<DialogRow>(tables.dialogs).get(String(dialogId));
    if (row) putRow(exchange, { ...row, systemLabels: ['Archive'] });
  }
}

/** Bugs of labels. */
export const labelMutants: readonly Mutant[] = mutantsOf(
  [
    ['label-forgotten', 'A label is acknowledged and forgotten.', 'DP-LBL-001'],
    ['new-label-replaces-others', 'A label that is added replaces all others.', 'DP-LBL-002'],
    ['deleted-label-stays', 'A label that was removed is still there.', 'DP-LBL-003'],
    ['deleted-label-takes-longer-ones', 'The removal of a label removes those that begin with it, too.', 'DP-LBL-003'],
    ['deleted-label-takes-all', 'The removal of a label removes all of them.', 'DP-LBL-003'],
    ['labels-keep-their-revision', 'Labels change under the revision they had.', 'DP-LBL-002'],
    ['labels-move-updated-at', 'Labels move updatedAt.', 'DP-TS-010'],
    ['bin-is-archive', 'What is put into the bin is in the archive.', 'DP-LBL-004'],
    ['system-labels-forgotten', 'System labels are acknowledged and forgotten.', 'DP-LBL-004'],
    [
      'bulk-labels-forgotten',
      'Labels of several dialogs are acknowledged and forgotten.',
      'DP-LBL-005',
      forgetting(did('bulkset')),
    ],
    [
      'bulk-labels-set-despite-refusal',
      'Labels of several dialogs are refused, and set where they can be.',
      'DP-LBL-005',
    ],
    ['removed-system-label-stays', 'A system label that was removed is still there.', 'DP-LBL-004'],
  ],
  {
    'bulk-labels-set-despite-refusal': writing(answered(writes('bulkset'), 404, 412), archiveNamed),
    'label-forgotten': writingRow(addingLabel, (_row, old) => ({ serviceOwnerLabels: old.serviceOwnerLabels })),
    'new-label-replaces-others': writingRow(addingLabel, ({ serviceOwnerLabels }) => ({
      serviceOwnerLabels: serviceOwnerLabels.slice(-1),
    })),
    'deleted-label-stays': writingRow(removingLabel, (_row, old) => ({ serviceOwnerLabels: old.serviceOwnerLabels })),
    'deleted-label-takes-longer-ones': writingRow(removingLabel, ({ serviceOwnerLabels }, old) => {
      const removed = old.serviceOwnerLabels.filter((label) => !serviceOwnerLabels.includes(label));
      return {
        serviceOwnerLabels: serviceOwnerLabels.filter((label) => !removed.some((one) => label.startsWith(one))),
      };
    }),
    'deleted-label-takes-all': writingRow(removingLabel, () => ({ serviceOwnerLabels: [] })),
    'labels-keep-their-revision': around(done(labelWrites), keepRevisions),
    'labels-move-updated-at': writingRow(done(labelWrites), (_row, _old, { world }) => ({
      updatedAt: instantOf(world.now() + 1),
    })),
    'bin-is-archive': writingRow(
      leaving(did('system-labels'), ({ systemLabels }) => systemLabels.includes('Bin')),
      () => ({ systemLabels: ['Archive'] }),
    ),
    'system-labels-forgotten': forgetting(did('system-labels'), ({ endUserRevision }) => endUserRevision),
    'removed-system-label-stays': forgetting(removals, ({ endUserRevision }) => endUserRevision),
  },
);
