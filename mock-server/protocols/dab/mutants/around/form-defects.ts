import type { HttpRequest, HttpResponse } from '../../../../../core/http.ts';
import { around, type Exchange, memoryOf } from '../../../../kernel/bug.ts';
import type { When } from '../../../../kernel/bugs/answer-otherwise.ts';
import {
  changesMore,
  halfApplies,
  ignoresCondition,
  leavesWindow,
  loseMembers,
  makesMissing,
  repeatsOtherwise,
} from '../../../../kernel/bugs/defects.ts';
import type { Defect } from '../../../../kernel/bugs/mutants-of-forms.ts';
import { withMembers } from '../../../../kernel/bugs/other-request.ts';
import { quiet } from '../../../../kernel/bugs/quiet.ts';
import { answered, done, on, refused, sends } from '../../../../kernel/bugs/when.ts';
import { respondEmpty } from '../../../../kernel/respond.ts';
import type { Store } from '../../../../kernel/store.ts';
import { pageTexts, refuse } from '../../errors.ts';
import type { Entity } from '../../model/entity.ts';
import { putRow, type Row, rowsOf } from '../../model/rows.ts';
import { correlate } from '../../read/correlate.ts';
import { callOf, rowOf, withoutTag } from './exchanges.ts';
import { refusingBad } from './refusals.ts';
import { writingAnyway } from './write-anyway.ts';

/** How a Data API builder breaks each law for one form of write. */
export const formDefects: Readonly<Record<string, Defect | readonly Defect[]>> = {
  'missing-stays-missing': makesMissing((when) => [
    writingAnyway(answered(when, 404)),
    // A missed DELETE leaves a mark that shows as a row, and one of a row that was there before brings it back.
    around((exchange) => isDelete(exchange) && when(exchange), bringBack),
  ]),
  'nothing-else': changesMore(writeOver),
  repeated: repeatsOtherwise(otherwise),
  'all-or-nothing': halfApplies(withKnownMembers),
  'nothing-comes-back': leavesWindow,
  'members-apart': loseMembers,
  'tag-refused': ignoresCondition(withoutTag),
  'tag-ignored': {
    id: 'minds-a-tag',
    title: 'is refused for its If-Match',
    at: (when: When) =>
      refusingBad((exchange) => sends('if-match')(exchange) && done(when)(exchange), pageTexts.badTag),
  },
};

const isDelete = on('DELETE');

/** A DELETE that toggles: what one has deleted the next brings back. */
function bringBack(exchange: Exchange): HttpResponse {
  const { response, store, request } = exchange;
  const row = rowOf(exchange);
  if (!row) return response;
  const deleted = memoryOf<{ readonly row: Row }>(store, 'deleted');
  const known = deleted.get(request.target);
  if (row.was) deleted.put(request.target, { row: row.was });
  else if (known && refused(isDelete)(exchange)) putRow(store, row.call.entity, known.row);
  return response;
}

/** Writes over a text of all rows that do not share the first column of their key with the one written. */
function writeOver(exchange: Exchange): void {
  const { store, before } = exchange;
  const entity = callOf(exchange)?.entity;
  if (!entity) return;
  const own = changedRows(exchange, entity);
  for (const [key, row] of [...rowsOf(before, entity).entries()]) {
    const [name = ''] = entity.key;
    const isOther = own.every((one) => one[name] !== row[name]);
    if (isOther && rowsOf(store, entity).get(key) === row) mark(store, entity, row);
  }
}

/** The rows that a request made, changed or deleted, as they are or were. */
function changedRows({ store, before }: Exchange, entity: Entity): readonly Row[] {
  const [is, was] = [rowsOf(store, entity), rowsOf(before, entity)];
  const made = [...is.entries()].filter(([key, row]) => was.get(key) !== row);
  return [...made, ...[...was.entries()].filter(([key]) => !is.has(key))].map(([, row]) => row);
}

/** Adds a mark to the last text column of a row: the first may say whose it is. */
function mark(store: Store, entity: Entity, row: Row): void {
  const column = entity.columns.findLast(({ name, type }) => type === 'text' && !entity.key.includes(name));
  if (column) putRow(store, entity, { ...row, [column.name]: `${String(row[column.name])}!` });
}

/** A repetition that adds to what the first one wrote, and is done where it should be refused. */
function otherwise(exchange: Exchange): HttpResponse {
  const { request, response, store, world } = exchange;
  if (response.status >= 400) return correlate(request, respondEmpty(204), quiet(world));
  if (response.status === 200) {
    const entity = callOf(exchange)?.entity;
    if (entity) for (const row of changedRows(exchange, entity)) mark(store, entity, row);
    return response;
  }
  // What has its key made is taken for the same row again.
  exchange.undo();
  const { refused: conflict } = refuse(quiet(world), 409, 'DatabaseOperationFailed', 'Sent already.');
  return correlate(request, conflict, quiet(world));
}

/** The request without members that are no columns; undefined: there are none. */
function withKnownMembers(exchange: Exchange): HttpRequest | undefined {
  const { request } = exchange;
  const known = callOf(exchange)?.entity.columns.map(({ exposed }) => exposed) ?? [];
  let dropped = false;
  const changed = withMembers(request, (name, value) => {
    dropped ||= !known.includes(name);
    return known.includes(name) ? [[name, value]] : [];
  });
  return dropped ? changed : undefined;
}
