import { type Exchange, memoryOf, off } from '../../../kernel/bug.ts';
import { withoutHeader, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
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
export const upsertMutants: readonly Mutant[] = [
  {
    id: 'upsert-makes-its-own-id',
    title: 'An upsert creates under an id of the server.',
    fails: ['DV-UPS-001'],
    at: [off('DV-UPS-001')],
  },
  {
    id: 'create-answers-201',
    title: 'An upsert that creates answers 201 unasked.',
    fails: ['DV-UPS-001', 'DV-AK-001'],
    at: [withStatus(201, answered(creates, 204))],
  },
  {
    id: 'create-answered-but-lost',
    title: 'An upsert that creates stores nothing.',
    fails: ['DV-UPS-001', 'DV-AK-001'],
    at: [losing(creates)],
  },
  {
    id: 'create-without-entity-id',
    title: 'An upsert that creates does not say what.',
    fails: ['DV-UPS-002'],
    at: [withoutHeader('OData-EntityId', decidedBy('DV-UPS-002'))],
  },
  {
    id: 'upsert-update-without-entity-id',
    title: 'An upsert that updates does not say what.',
    fails: ['DV-UPS-003'],
    at: [withoutHeader('OData-EntityId', decidedBy('DV-UPS-003'))],
  },
  {
    id: 'create-ignores-preference',
    title: 'An upsert that creates never returns the row.',
    fails: ['DV-UPS-004', 'DV-AK-004'],
    at: [off('DV-UPS-004')],
  },
  {
    id: 'created-answers-200',
    title: 'An upsert that creates answers 200.',
    fails: ['DV-UPS-004', 'DV-AK-004'],
    at: [withStatus(200, answered(creates, 201))],
  },
  {
    id: 'updated-answers-201',
    title: 'An upsert that updates answers 201.',
    fails: ['DV-UPS-005', 'DV-AK-004'],
    at: [withStatus(201, decidedBy('DV-UPS-005'))],
  },
  {
    id: 'upsert-inserts-a-second-row',
    title: 'An upsert that updates inserts a row as well.',
    fails: ['DV-UPS-006', 'DV-AK-003'],
    at: [
      writing(upserts, (exchange) => {
        const { store, world } = exchange;
        const table = tableOf(exchange);
        putRow(store, table, { ...lastWritten(store, table), id: world.uuid(4) });
      }),
    ],
  },
  {
    id: 'upsert-replaces',
    title: 'An upsert that updates empties what it does not send.',
    fails: ['DV-UPS-007'],
    at: [takingAsSent(upserts, nullsFor)],
  },
  {
    id: 'upsert-restores-defaults',
    title: 'An upsert that updates gives yes/no columns it does not send their default.',
    fails: ['DV-UPS-007'],
    at: [takingAsSent(upserts, defaultsFor)],
  },
  {
    id: 'deleted-ids-stay-taken',
    title: 'The id of a deleted row cannot be used again.',
    fails: ['DV-UPS-009'],
    at: [
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
  },
  {
    id: 'bad-upsert-leaves-a-row',
    title: 'A refused upsert has made a row.',
    fails: ['DV-UPS-011'],
    at: [
      storingWhatIsValid(
        answered(
          all(patches, (exchange) => rowBefore(exchange) === undefined),
          400,
        ),
      ),
    ],
  },
];

function deletedIds({ store }: Exchange): ReturnType<typeof memoryOf> {
  return memoryOf(store, 'deleted-ids-stay-taken');
}
