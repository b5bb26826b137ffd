import { splitTarget } from '../../../../core/http.ts';
import { type Exchange, off } from '../../../kernel/bug.ts';
import { answering } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { answered, decidedBy } from '../../../kernel/bugs/when.ts';
import { losing, taking, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { removeRow, rowsOf } from '../model/rows.ts';
import { findLookup, lookupValueName } from '../model/table.ts';
import { tableNamed } from '../model/tables.ts';
import { answeringEmptyObject, answeringNothing } from './answers.ts';
import { both } from './editions.ts';
import { about, deletes, rowBefore, tableOf } from './exchanges.ts';
import { rowOf, targetsOf, withTargets } from './targets.ts';

/** Bugs in deleting and in actions on several rows. */
export const deleteMutants: readonly Mutant[] = mutantsOf(
  [
    ['delete-answers-200', 'A DELETE answers 200.', 'DV-DEL-001', answeringEmptyObject(200, decidedBy('DV-DEL-001'))],
    ['delete-answered-but-lost', 'A DELETE is forgotten.', ['DV-DEL-001', 'DV-DEL-004', 'DV-AK-017', 'DV-CND-004']],
    ['delete-takes-linked-rows', 'A DELETE removes the rows that the deleted one referred to.', 'DV-DEL-001'],
    ['delete-of-nothing-is-204', 'A DELETE of a missing row answers 204.', ['DV-DEL-002', 'DV-DEL-003']],
    ['delete-with-entity-id', 'The answer to a DELETE names the row.', 'DV-DEL-007'],
    ['update-multiple-answers-200', 'UpdateMultiple answers 200.', 'DV-BLK-001'],
    ['update-multiple-forgets-the-first', 'UpdateMultiple leaves out the first target.', 'DV-BLK-001'],
    ['update-multiple-forgets-the-last', 'UpdateMultiple leaves out the last target.', 'DV-BLK-001'],
    [
      'update-multiple-half-applied',
      'UpdateMultiple keeps what it did before it failed.',
      ['DV-BLK-003', 'DV-UPD-016'],
    ],
    ['update-multiple-skips-missing', 'UpdateMultiple skips targets that do not exist.', 'DV-BLK-003'],
    ['delete-multiple-for-everybody', 'A standard table has DeleteMultiple.', 'DV-BLK-004'],
  ],
  {
    'delete-answered-but-lost': losing(deletes),
    'delete-takes-linked-rows': writing(deletes, (exchange) => {
      for (const { name, target } of tableOf(exchange).lookups) if (target === 'contact') removeLinked(exchange, name);
    }),
    'delete-of-nothing-is-204': answeringNothing(decidedBy('DV-DEL-002')),
    'delete-with-entity-id': answering(decidedBy('DV-DEL-007'), ({ request, response, world }) => ({
      ...response,
      headers: [...response.headers, ['OData-EntityId', `${world.baseUrl}${splitTarget(request.target).path}`]],
    })),
    'update-multiple-answers-200': answeringEmptyObject(200, decidedBy('DV-BLK-001')),
    'update-multiple-forgets-the-first': taking(
      about('action', 'POST'),
      withTargets((targets) => targets.slice(1)),
    ),
    'update-multiple-forgets-the-last': taking(
      about('action', 'POST'),
      withTargets((targets) => targets.slice(0, -1)),
    ),
    'update-multiple-half-applied': off('DV-BLK-003'),
    'update-multiple-skips-missing': taking(
      answered(about('action', 'POST'), 404),
      withTargets((targets, exchange) => targets.filter((target) => rowOf(exchange, target) !== undefined)),
    ),
    'delete-multiple-for-everybody': [
      writing(decidedBy('DV-BLK-004'), (exchange) => {
        for (const target of targetsOf(exchange.request)) {
          const row = rowOf(exchange, target);
          if (row) removeRow(exchange.store, tableOf(exchange), row);
        }
      }),
      answeringNothing(decidedBy('DV-BLK-004')),
    ],
  },
  {
    'delete-answers-200': both,
    'delete-of-nothing-is-204': both,
  },
);

/** Removes the row to which this lookup of a row led. */
export function removeLinked(exchange: Exchange, name: string): void {
  const lookup = findLookup(tableOf(exchange), name);
  const id = lookup && rowBefore(exchange)?.values[lookupValueName(lookup)];
  const other = lookup && tableNamed(lookup.target);
  const linked = other && typeof id === 'string' ? rowsOf(exchange.store, other).get(id) : undefined;
  if (other && linked) removeRow(exchange.store, other, linked);
}
