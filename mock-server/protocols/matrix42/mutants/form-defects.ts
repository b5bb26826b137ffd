import type { HttpResponse } from '../../../../core/http.ts';
import { jsonObject } from '../../../../core/json.ts';
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
import { quiet } from '../../../kernel/bugs/quiet.ts';
import { refused } from '../../../kernel/bugs/when.ts';
import { writing } from '../../../kernel/bugs/write-otherwise.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { fragmentsOf } from '../model/fragment-row.ts';
import { nextTimeStamp } from '../model/rowversion.ts';
import { conflict } from '../write/judge-time-stamp.ts';
import { bodyOf, withBody } from './exchanges.ts';
import { changeMore, makeMissing, writtenFragments } from './form-writes.ts';
import { withStamps } from './with-stamps.ts';

/** How a Matrix42 breaks each law for one form of write. */
export const formDefects: Readonly<Record<string, Defect | readonly Defect[]>> = {
  'current-accepted': refusesCurrent(({ request }) => withStamps(request, () => [['TimeStamp', 'AAAAAAAAAAE=']])),
  'old-refused': ignoresCondition(({ request }) => withStamps(request, () => [])),
  'one-of-many': leavesWindow,
  'members-apart': loseMembers,
  'missing-stays-missing': makesMissing((when) => writing(refused(when), makeMissing)),
  'moves-token': keepsToken((exchange) => {
    for (const { definition, row, was } of writtenFragments(exchange))
      if (row && was) fragmentsOf(exchange.store, definition).put(row.id, { ...row, timeStamp: was.timeStamp });
  }),
  'refused-keeps-token': movesTokenWhenRefused((exchange) => {
    const { store, world } = exchange;
    for (const { definition, row } of writtenFragments(exchange))
      if (row) fragmentsOf(store, definition).put(row.id, { ...row, timeStamp: nextTimeStamp(store, quiet(world)) });
  }),
  'nothing-else': changesMore(changeMore),
  repeated: repeatsOtherwise(otherwise),
  'all-or-nothing': halfApplies(({ request }) => {
    const parts = Object.entries(bodyOf(request) ?? {}).filter(([name]) => name !== 'ID');
    return parts.length > 1
      ? withBody(request, jsonObject([['ID', bodyOf(request)?.['ID'] ?? null], ...parts.slice(0, 1)]))
      : undefined;
  }),
};

/** A repetition that is refused where it should be done, and done where it should be refused. */
function otherwise({ response, undo, world }: Exchange): HttpResponse {
  if (response.status >= 400) return respondEmpty(204);
  undo();
  return conflict(quiet(world)).refused;
}
