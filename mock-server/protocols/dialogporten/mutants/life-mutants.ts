import type { HttpResponse } from '../../../../core/http.ts';
import { around, type Exchange } from '../../../kernel/bug.ts';
import { answering, withoutHeader, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { answered, decidedBy } from '../../../kernel/bugs/when.ts';
import { writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { instantOf } from '../model/date-time.ts';
import { keyOf } from '../model/dialog-keys.ts';
import { type DialogRow, type Holder, tables } from '../model/dialog-row.ts';
import { updateDialogDto } from '../model/dtos.ts';
import { errorsOf, type Findings } from '../model/findings.ts';
import { problem } from '../problem-details.ts';
import { commitDialog } from '../write/commit-dialog.ts';
import { validateDialog } from '../write/validate-dialog.ts';
import { forgetting, goneNow, notThere, showing, writingRow } from './attach.ts';
import { dialogIdOf, dtoOf, oldRowOf, rowOf } from './exchanges.ts';
import {
  complains,
  dialogReads,
  did,
  finding,
  got,
  inBody,
  isDeleted,
  isFrozen,
  leaving,
  unknown,
  updates,
  where,
} from './when.ts';

/** Deletes a dialog, and says so. */
function deleted({ store, world, response }: Exchange, row: DialogRow): HttpResponse {
  const after = { ...row, deletedAt: instantOf(world.now()) };
  return showing(response, commitDialog(store, row, after, { silent: false, keepsStamps: true }, world).revision);
}

/** Bugs of deleting, restoring, purging and freezing. */
export const lifeMutants: readonly Mutant[] = mutantsOf(
  [
    ['delete-answers-200', 'A DELETE is answered with 200.', 'DP-DEL-001', withStatus(200, did('delete'))],
    ['delete-without-etag', 'A DELETE is answered without an ETag.', 'DP-DEL-001'],
    ['delete-is-final', 'A deleted dialog is nowhere to be seen.', 'DP-DEL-001'],
    ['unknown-delete-is-204', 'The DELETE of an unknown dialog is answered with 204.', 'DP-DEL-002'],
    ['restore-forgotten', 'A restoration is acknowledged and forgotten.', 'DP-DEL-004'],
    ['restore-empties-archive', 'A restoration takes a dialog out of the archive.', 'DP-DEL-004'],
    ['purge-answers-200', 'A purge is answered with 200.', 'DP-DEL-006', withStatus(200, did('purge'))],
    ['purge-only-deletes', 'A purge deletes as DELETE does.', 'DP-DEL-006'],
    ['purged-is-410', 'A purged dialog is gone, not unknown.', 'DP-DEL-006', answering(got('purge', 404), goneNow)],
    ['purged-keys-stay-taken', 'The key of a purged dialog is not free.', 'DP-DEL-010'],
    ['freeze-without-etag', 'Freezing is answered without an ETag.', 'DP-CC-010', withoutHeader('ETag', did('freeze'))],
    ['frozen-dialog-hidden', 'A frozen dialog cannot be read.', 'DP-DEL-008'],
    ['expired-dialog-hidden', 'A dialog that has expired is shown to nobody.', 'DP-GET-011'],
    ['unknown-dialog-is-gone', 'An unknown dialog is gone.', 'DP-GET-002'],
    ['deleted-dialog-is-gone', 'A deleted dialog is gone for its owner, too.', 'DP-GET-003'],
    ['deleted-before-invalid', 'A deleted dialog is reported before an invalid body.', 'DP-PUT-003'],
    ['invalid-before-unknown', 'A PUT is validated before the dialog is looked for.', 'DP-PUT-002'],
    ['activity-of-unknown-dialog-is-gone', 'A new activity of an unknown dialog is answered with 410.', 'DP-ACT-004'],
    ['transmission-of-unknown-dialog-is-gone', 'A new transmission of an unknown dialog is 410.', 'DP-TX-003'],
    [
      'activity-of-unknown-dialog-is-404-first',
      'An unknown dialog is reported before an invalid activity.',
      'DP-ACT-006',
    ],
    [
      'transmission-of-unknown-dialog-is-404-first',
      'An unknown dialog is reported before an invalid transmission.',
      'DP-ACT-006',
    ],
  ],
  {
    'delete-without-etag': withoutHeader('ETag', did('delete')),
    'delete-is-final': writing(did('delete'), ({ store, request }) =>
      store.table(tables.dialogs).delete(dialogIdOf(request) ?? ''),
    ),
    'unknown-delete-is-204': answering(got('delete', 404), () => respondEmpty(204)),
    'restore-forgotten': forgetting(finding(did('restore'), isDeleted)),
    'restore-empties-archive': writingRow(did('restore'), () => ({ systemLabels: ['Default'] })),
    'purge-only-deletes': around(did('purge'), (exchange) => {
      exchange.undo();
      const row = rowOf(exchange);
      return row ? deleted(exchange, row) : exchange.response;
    }),
    'purged-keys-stay-taken': writing(did('purge'), (exchange) => {
      const old = oldRowOf(exchange);
      const key = old && keyOf(old);
      if (key !== undefined) exchange.store.table<Holder>(tables.idempotentKeys).put(key, { dialogId: old?.id ?? '' });
    }),
    'frozen-dialog-hidden': answering(leaving(answered(dialogReads, 200), isFrozen), notThere),
    'expired-dialog-hidden': answering(
      leaving(
        answered(dialogReads, 200),
        ({ fields }, { world }) => String(fields['expiresAt'] ?? '9') <= instantOf(world.now()),
      ),
      notThere,
    ),
    'unknown-dialog-is-gone': answering(where(answered(dialogReads, 404), complains(/^DialogEntity$/)), goneNow),
    'deleted-dialog-is-gone': answering(answered(decidedBy('DP-GET-003'), 200), goneNow),
    'deleted-before-invalid': answering(leaving(where(answered(updates, 400), inBody), isDeleted), goneNow),
    'invalid-before-unknown': answering(got('put', 404), (exchange) => {
      const findings: Findings = new Map();
      validateDialog(updateDialogDto, dtoOf(exchange, updateDialogDto), exchange.world, findings);
      return findings.size > 0 ? problem(400, exchange, errorsOf(findings)) : exchange.response;
    }),
    'activity-of-unknown-dialog-is-gone': answering(got('activity', 404), goneNow),
    'transmission-of-unknown-dialog-is-gone': answering(got('transmission', 404), goneNow),
    'activity-of-unknown-dialog-is-404-first': answering(
      where(got('activity', 400), complains(/^activity\b/), unknown),
      notThere,
    ),
    'transmission-of-unknown-dialog-is-404-first': answering(
      where(got('transmission', 400), complains(/^transmissions\b/), unknown),
      notThere,
    ),
  },
);
