import type { Attachment } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { writing } from '../../../kernel/bugs/write-otherwise.ts';
import { holdChildIds } from '../model/child-ids.ts';
import { laterInstant } from '../model/date-time.ts';
import { createDialogDto, updateDialogDto } from '../model/dtos.ts';
import { activities, transmissions } from '../operations/child-kinds.ts';
import { insertDialog } from '../operations/create-dialog.ts';
import { patchDocument, patchTarget } from '../request/patch-document.ts';
import { readDto } from '../request/read-dto.ts';
import { commitDialog } from '../write/commit-dialog.ts';
import { createdRow } from '../write/created-row.ts';
import { byCreation, mergeUpdate } from '../write/merge-update.ts';
import type { Update } from '../write/update.ts';
import { dtoOf, operationsOf, rowOf } from './exchanges.ts';
import { silent } from './when.ts';

/** Refuses an update, and makes it all the same: of a patch that fails, what it did before. */
export function updatingAnyway(when: When): Attachment {
  return writing(when, (exchange) => {
    const { request, world, store } = exchange;
    const row = rowOf(exchange);
    if (!row) return;
    const terms = { ifMatch: undefined, silent: silent(exchange) };
    const update = (dto: Update['dto']): Update => ({ ...exchange, row, dto, terms });
    let dto = dtoOf(exchange, updateDialogDto);
    if (request.method === 'PATCH') {
      const patched = patchDocument(patchTarget(row.fields), operationsOf(request), world);
      const document = 'document' in patched ? patched.document : 'until' in patched ? patched.until : {};
      const read = readDto(updateDialogDto, document, world, { lenient: true });
      dto = 'value' in read ? read.value : {};
    }
    if (Object.keys(dto).length > 0) commitDialog(store, row, mergeUpdate(update(dto)), terms, world);
  });
}

/** Refuses a child, and adds it all the same. */
export function addingAnyway(list: 'activities' | 'transmissions', when: When): Attachment {
  const kind = list === 'activities' ? activities : transmissions;
  return writing(when, (exchange) => {
    const { store, world } = exchange;
    const row = rowOf(exchange);
    const dto = dtoOf(exchange, kind.dto);
    if (!row || Object.keys(dto).length === 0) return;
    const child = kind.store(dto, laterInstant(world.now(), row.updatedAt), world);
    const after = { ...row, [list]: [...row[list], child].sort(byCreation) };
    const committed = commitDialog(store, row, after, { silent: silent(exchange), throughChild: kind.singular }, world);
    holdChildIds(store, committed, row);
  });
}

/** Refuses a create, and makes the dialog all the same. */
export function creatingAnyway(when: When): Attachment {
  return writing(when, (exchange) => {
    const dto = dtoOf(exchange, createDialogDto);
    if (Object.keys(dto).length > 0) insertDialog(exchange.store, createdRow(dto, exchange.world));
  });
}
