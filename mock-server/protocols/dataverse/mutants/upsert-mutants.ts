import { type Exchange, memoryOf, off } from '../../../kernel/bug.ts';
import { withoutHeader, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { all, answered, decidedBy } from '../../../kernel/bugs/when.ts';
import { losing, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { putRow } from '../model/rows.ts';
import { rowExists } from '../refusals.ts';
import { refusingWith, storingWhatIsValid, takingAsSent } from './answers.ts';
import { creates, deletes, lastWritten, patches, rowBefore, tableOf, updates } from './exchanges.ts';
import { defaultsFor, nullsFor } from './update-mutants.ts';

const upserts = all(updates, decidedBy('DV-UPS-007'));

/** Bugs in upserts. */
export const upsertMutants: readonly Mutant[] = mutantsOf(
  [
    ['upsert-makes-its-own-id', 'An upsert creates under an id of the server.', 'DV-UPS-001', off('DV-UPS-001')],
    ['create-answers-201', 'An upsert that creates answers 201 unasked.', ['DV-UPS-001', 'DV-AK-001']],
    ['create-answered-but-lost', 'An upsert that creates stores nothing.', ['DV-UPS-001', 'DV-AK-001']],
    ['create-without-entity-id', 'An upsert that creates does not say what.', 'DV-UPS-002'],
    ['upsert-update-without-entity-id', 'An upsert that updates does not say what.', 'DV-UPS-003'],
    ['create-ignores-preference', 'An upsert that creates never returns the row.', ['DV-UPS-004', 'DV-AK-004']],
    ['created-answers-200', 'An upsert that creates answers 200.', ['DV-UPS-004', 'DV-AK-004']],
    ['updated-answers-201', 'An upsert that updates answers 201.', ['DV-UPS-005', 'DV-AK-004']],
    ['upsert-inserts-a-second-row', 'An upsert that updates inserts a row as well.', ['DV-UPS-006', 'DV-AK-003']],
    ['upsert-replaces', 'An upsert that updates empties what it does not send.', 'DV-UPS-007'],
    [
      'upsert-restores-defaults',
      'An upsert that updates gives yes/no columns it does not send their default.',
      'DV-UPS-007',
    ],
    ['deleted-ids-stay-taken', 'The id of a deleted row cannot be used again.', 'DV-UPS-009'],
    ['bad-upsert-leaves-a-row', 'A refused upsert has made a row.', 'DV-UPS-011'],
  ],
  {
    'create-answers-201': withStatus(201, answered(creates, 204)),
    'create-answered-but-lost': losing(creates),
    'create-without-entity-id': withoutHeader('OData-EntityId', decidedBy('DV-UPS-002')),
    'upsert-update-without-entity-id': withoutHeader('OData-EntityId', decidedBy('DV-UPS-003')),
    'create-ignores-preference': off('DV-UPS-004'),
    'created-answers-200': withStatus(200, answered(creates, 201)),
    'updated-answers-201': withStatus(201, decidedBy('DV-UPS-005')),
    'upsert-inserts-a-second-row': writing(upserts, (exchange) => {
      const { store, world } = exchange;
      const table = tableOf(exchange);
      putRow(store, table, { ...lastWritten(store, table), id: world.uuid(4) });
    }),
    'upsert-replaces': takingAsSent(upserts, nullsFor),
    'upsert-restores-defaults': takingAsSent(upserts, defaultsFor),
    'deleted-ids-stay-taken': [
      writing(deletes, (exchange) => {
        const row = rowBefore(exchange);
        if (row) deletedIds(exchange).put(row.id, row);
      }),
      refusingWith(
        all(creates, decidedBy('DV-UPS-001'), (exchange) =>
          deletedIds(exchange).has(lastWritten(exchange.store, tableOf(exchange)).id),
        ),
        rowExists,
      ),
    ],
    'bad-upsert-leaves-a-row': storingWhatIsValid(
      answered(
        all(patches, (exchange) => rowBefore(exchange) === undefined),
        400,
      ),
    ),
  },
);

function deletedIds({ store }: Exchange): ReturnType<typeof memoryOf> {
  return memoryOf(store, 'deleted-ids-stay-taken');
}
