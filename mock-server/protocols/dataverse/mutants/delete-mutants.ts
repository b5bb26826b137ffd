import { splitTarget } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json } from '../../../../core/json.ts';
import { type Exchange, off } from '../../../kernel/bug.ts';
import { answering } from '../../../kernel/bugs/answer-otherwise.ts';
import { membersOf, withMembers } from '../../../kernel/bugs/other-request.ts';
import { answered, decidedBy } from '../../../kernel/bugs/when.ts';
import { losing, taking, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { removeRow, rowsOf } from '../model/rows.ts';
import { findLookup, lookupValueName } from '../model/table.ts';
import type { TableRow } from '../model/table-row.ts';
import { tableNamed } from '../model/tables.ts';
import { answeringEmptyObject, answeringNothing } from './answers.ts';
import { about, deletes, rowBefore, tableOf } from './exchanges.ts';

/** Bugs in deleting and in actions on several rows. */
export const deleteMutants: readonly Mutant[] = [
  {
    id: 'delete-answers-200',
    title: 'A DELETE answers 200.',
    fails: ['DV-DEL-001'],
    at: [answeringEmptyObject(200, decidedBy('DV-DEL-001'))],
    editions: ['current', 'documented'],
  },
  {
    id: 'delete-answered-but-lost',
    title: 'A DELETE is forgotten.',
    fails: ['DV-DEL-001', 'DV-DEL-004', 'DV-AK-017', 'DV-CND-004'],
    at: [losing(deletes)],
  },
  {
    id: 'delete-takes-linked-rows',
    title: 'A DELETE removes the rows that the deleted one referred to.',
    fails: ['DV-DEL-001'],
    at: [
      writing(deletes, (exchange) => {
        for (const { name } of tableOf(exchange).lookups) removeLinked(exchange, name);
      }),
    ],
  },
  {
    id: 'delete-of-nothing-is-204',
    title: 'A DELETE of a missing row answers 204.',
    fails: ['DV-DEL-002', 'DV-DEL-003'],
    at: [answeringNothing(decidedBy('DV-DEL-002'))],
    editions: ['current', 'documented'],
  },
  {
    id: 'delete-with-entity-id',
    title: 'The answer to a DELETE names the row.',
    fails: ['DV-DEL-007'],
    at: [
      answering(decidedBy('DV-DEL-007'), ({ request, response, world }) => ({
        ...response,
        headers: [...response.headers, ['OData-EntityId', `${world.baseUrl}${splitTarget(request.target).path}`]],
      })),
    ],
  },
  {
    id: 'update-multiple-answers-200',
    title: 'UpdateMultiple answers 200.',
    fails: ['DV-BLK-001'],
    at: [answeringEmptyObject(200, decidedBy('DV-BLK-001'))],
  },
  {
    id: 'update-multiple-forgets-the-first',
    title: 'UpdateMultiple leaves out the first target.',
    fails: ['DV-BLK-001'],
    at: [
      taking(
        about('action', 'POST'),
        withTargets((targets) => targets.slice(1)),
      ),
    ],
  },
  {
    id: 'update-multiple-forgets-the-last',
    title: 'UpdateMultiple leaves out the last target.',
    fails: ['DV-BLK-001'],
    at: [
      taking(
        about('action', 'POST'),
        withTargets((targets) => targets.slice(0, -1)),
      ),
    ],
  },
  {
    id: 'update-multiple-half-applied',
    title: 'UpdateMultiple keeps what it did before it failed.',
    fails: ['DV-BLK-003', 'DV-UPD-016'],
    at: [off('DV-BLK-003')],
  },
  {
    id: 'update-multiple-skips-missing',
    title: 'UpdateMultiple skips targets that do not exist.',
    fails: ['DV-BLK-003'],
    at: [
      taking(
        answered(about('action', 'POST'), 404),
        withTargets((targets, exchange) => targets.filter((target) => rowOf(exchange, target) !== undefined)),
      ),
    ],
  },
  {
    id: 'delete-multiple-for-everybody',
    title: 'A standard table has DeleteMultiple.',
    fails: ['DV-BLK-004'],
    at: [
      writing(decidedBy('DV-BLK-004'), (exchange) => {
        for (const target of targetsOf(exchange)) {
          const row = rowOf(exchange, target);
          if (row) removeRow(exchange.store, tableOf(exchange), row);
        }
      }),
      answeringNothing(decidedBy('DV-BLK-004')),
    ],
  },
];

/** Removes the row to which this lookup of a row led. */
export function removeLinked(exchange: Exchange, name: string): void {
  const lookup = findLookup(tableOf(exchange), name);
  const id = lookup && rowBefore(exchange)?.values[lookupValueName(lookup)];
  const other = lookup && tableNamed(lookup.target);
  const linked = other && typeof id === 'string' ? rowsOf(exchange.store, other).get(id) : undefined;
  if (other && linked) removeRow(exchange.store, other, linked);
}

function targetsOf({ request }: Exchange): readonly Json[] {
  const targets = membersOf(request)['Targets'];
  return isJsonArray(targets) ? targets : [];
}

function rowOf(exchange: Exchange, target: Json): TableRow | undefined {
  const table = tableOf(exchange);
  const id = isJsonObject(target) ? target[table.primaryKey] : undefined;
  return typeof id === 'string' ? rowsOf(exchange.store, table).get(id.toLowerCase()) : undefined;
}

function withTargets(
  change: (targets: readonly Json[], exchange: Exchange) => readonly Json[],
): (exchange: Exchange) => Exchange['request'] {
  return (exchange) =>
    withMembers(exchange.request, (name, value) => [
      [name, name === 'Targets' ? change(targetsOf(exchange), exchange) : value],
    ]);
}
