import { type HttpRequest, type HttpResponse, headerValue } from '../../../../core/http.ts';
import { isJsonArray } from '../../../../core/json.ts';
import type { Exchange } from '../../../kernel/bug.ts';
import {
  changesMore,
  halfApplies,
  ignoresCondition,
  keepsToken,
  leavesWindow,
  loseMembers,
  makesMissing,
  movesTokenWhenRefused,
  refusesCurrent,
  repeatsOtherwise,
} from '../../../kernel/bugs/defects.ts';
import type { Defect } from '../../../kernel/bugs/mutants-of-forms.ts';
import { membersOf, withField, withMembers } from '../../../kernel/bugs/other-request.ts';
import { quiet } from '../../../kernel/bugs/quiet.ts';
import { answered } from '../../../kernel/bugs/when.ts';
import { writing } from '../../../kernel/bugs/write-otherwise.ts';
import { putRow, rowsOf } from '../model/rows.ts';
import { rowExists } from '../refusals.ts';
import { respondNothing, respondRefusal, withVersion } from '../respond.ts';
import { nextVersion } from '../write/store-row.ts';
import { ifMatchOf } from './exchanges.ts';
import { makeMissing } from './make-missing.ts';
import { leavesOldReads, leavesTheDeleted } from './old-reads.ts';
import { collectionOf } from './related.ts';
import { targetsOf, withTargets } from './targets.ts';
import { namedRows, writtenTable } from './written-rows.ts';

/** How a Dataverse breaks each law for one form of write. */
export const formDefects: Readonly<Record<string, Defect | readonly Defect[]>> = {
  'current-accepted': refusesCurrent((exchange) => {
    const tag = ifMatchOf(exchange);
    return tag === undefined || tag === '*' ? undefined : withField(exchange.request, ['If-Match', 'W/"0"']);
  }),
  'old-refused': ignoresCondition(({ request }) =>
    headerValue(request.headers, 'If-Match') === '*' ? undefined : withField(request, ['If-Match', '*']),
  ),
  'one-of-many': leavesWindow,
  'members-apart': loseMembers,
  'missing-stays-missing': makesMissing((when) =>
    writing(
      (exchange) =>
        answered(when, 400, 404)(exchange) &&
        (exchange.response.status === 404 || collectionOf(exchange) !== undefined),
      makeMissing,
    ),
  ),
  'moves-token': keepsToken((exchange) => {
    const table = writtenTable(exchange);
    for (const { id, version } of namedRows({ ...exchange, store: exchange.before })) {
      const row = rowsOf(exchange.store, table).get(id);
      if (row) putRow(exchange.store, table, { ...row, version });
    }
  }),
  'shown-at-once': leavesOldReads,
  'gone-at-once': leavesTheDeleted,
  'refused-keeps-token': movesTokenWhenRefused(touch),
  'nothing-else': changesMore((exchange, form) => changeMore(exchange, form.includes('link'))),
  repeated: repeatsOtherwise(otherwise),
  'all-or-nothing': halfApplies((exchange, form) =>
    form === 'deep-insert'
      ? withFirstOfLists(exchange)
      : exchange.response.status >= 400 && targetsOf(exchange.request).length > 1
        ? withTargets((targets) => targets.slice(0, 1))(exchange)
        : undefined,
  ),
};

/** Gives the rows that a request names another version. */
export function touch(exchange: Exchange): void {
  const table = writtenTable(exchange);
  for (const row of namedRows(exchange))
    putRow(exchange.store, table, { ...row, version: nextVersion(exchange.store) });
}

/**
 * A creation makes a second row, without its keys; an update also changes another text of the row that is in no key; and,
 * of a creation apart, the row that others wrote last is changed. `first`: the first text of the table.
 */
function changeMore(exchange: Exchange, first: boolean): void {
  const { store, before, world } = exchange;
  const table = writtenTable(exchange);
  const rows = [...rowsOf(store, table).entries()].map(([, row]) => row);
  const written = rows.find((row) => rowsOf(before, table).get(row.id)?.version !== row.version);
  const was = written && rowsOf(before, table).get(written.id);
  const inKey = new Set(table.keys.flatMap(({ columns }) => columns));
  if (written && !was) {
    const values = Object.fromEntries(Object.entries(written.values).filter(([name]) => !inKey.has(name)));
    putRow(store, table, { id: world.uuid(4), version: nextVersion(store), values });
    return;
  }
  const texts = table.columns
    .filter(({ name, type, writable }) => type.kind === 'text' && writable && !inKey.has(name))
    .map(({ name }) => name);
  const [last] = rows.filter(({ id }) => id !== written?.id).toSorted((a, b) => Number(b.version - a.version));
  for (const row of [written, last]) {
    // A text that somebody has written before, and looks at.
    const isSame = (name: string): boolean =>
      typeof row?.values[name] === 'string' &&
      (row !== written || (written?.values[name] === was?.values[name] && !(name in membersOf(exchange.request))));
    const name = (first ? texts : texts.toReversed()).find(isSame);
    if (row && name) putRow(store, table, { ...row, values: { ...row.values, [name]: 'Changed besides' } });
  }
}

/** A repetition that is refused where it should be done, and done where it should be refused. */
function otherwise({ response, undo, world }: Exchange): HttpResponse {
  const silent = quiet(world);
  if (response.status >= 400) return withVersion(silent, respondNothing(silent));
  undo();
  return respondRefusal(silent, rowExists());
}

/** A creation with the first row of each of its lists. */
function withFirstOfLists({ request }: Exchange): HttpRequest {
  return withMembers(request, (name, value) => [[name, isJsonArray(value) ? value.slice(0, 1) : value]]);
}
