import { type Exchange, off } from '../../../kernel/bug.ts';
import { type When, withHeader, withoutHeader, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { membersOf, optionOf, withMembers, withOptions } from '../../../kernel/bugs/other-request.ts';
import { all, decidedBy, done, on, sends } from '../../../kernel/bugs/when.ts';
import { losing, taking, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { removeRow, rowsOf } from '../model/rows.ts';
import { keyInvalid, rowExists } from '../refusals.ts';
import { refusingWith, withoutMember } from './answers.ts';
import { about, lastWritten, tableOf } from './exchanges.ts';
import { withTargets } from './targets.ts';

const byBoth = decidedBy('DV-ELA-001');
const byOption = decidedBy('DV-ELA-002');
const elastic: When = ({ request }) => request.target.includes('contoso_sensordatas');
const created = all(elastic, done(about('set', 'POST')));
const names =
  (option: string): When =>
  ({ request }) =>
    optionOf(request, option) !== undefined;
const without =
  (member: string): When =>
  ({ request }) =>
    !(member in membersOf(request));
const deletesMultiple = decidedBy('DV-BLK-013');
const token = 'x-ms-session-token';

/** Bugs in elastic tables. */
export const elasticMutants: readonly Mutant[] = mutantsOf(
  [
    ['partitions-are-no-keys', 'A partition in the key of a write is not known.', 'DV-ELA-001'],
    [
      'partitions-are-not-shown',
      'A row does not show its partition.',
      'DV-ELA-001',
      withoutMember(all(byBoth, on('GET')), () => 'partitionid'),
    ],
    ['partitioned-updates-are-lost', 'An update by key and partition is forgotten.', 'DV-ELA-001'],
    ['partitioned-deletions-are-lost', 'A deletion by key and partition is forgotten.', 'DV-ELA-001'],
    ['partitioned-keys-are-told-as-ids', 'OData-EntityId leaves the partition out.', 'DV-ELA-001'],
    ['partition-parameter-ignored', 'The parameter partitionId does not count for one row.', 'DV-ELA-002'],
    ['partition-parameter-deletes-nothing', 'A deletion with partitionId is forgotten.', 'DV-ELA-002'],
    ['no-session-token', 'A write tells no session token.', 'DV-ELA-003', off('DV-ELA-003')],
    ['session-token-of-creations-only', 'An update tells no session token.', 'DV-ELA-003'],
    ['session-token-is-not-found', 'A read with a session token finds nothing.', 'DV-ELA-003'],
    ['keys-are-unique-across-partitions', 'A key is taken in all partitions.', 'DV-ELA-004'],
    ['partitions-share-their-rows', 'A new row takes the place of one in another partition.', 'DV-ELA-004'],
    ['rows-without-partition-are-lost', 'A row without a partition is forgotten.', 'DV-ELA-005'],
    ['rows-without-partition-get-another', 'A row without a partition gets one of its own.', 'DV-ELA-005'],
    ['rows-live-for-ever', 'The time of a row does not run out.', 'DV-ELA-006'],
    ['rows-die-at-once', 'A row with a time is gone at once.', 'DV-ELA-006'],
    ['lists-have-every-partition', 'A list has the rows of all partitions.', 'DV-ELA-007'],
    ['elastic-upserts-merge', 'An upsert of an elastic table merges.', 'DV-UPS-008', off('DV-UPS-008')],
    ['elastic-updates-replace', 'An update of an elastic table replaces.', 'DV-UPS-008'],
    ['elastic-upserts-answer-200', 'An upsert of an elastic table is answered 200.', 'DV-UPS-008'],
    ['delete-multiple-deletes-the-first', 'DeleteMultiple deletes the first target.', 'DV-BLK-013'],
    ['delete-multiple-is-lost', 'DeleteMultiple deletes nothing.', 'DV-BLK-013', losing(deletesMultiple)],
    ['delete-multiple-answers-200', 'DeleteMultiple is answered 200.', 'DV-BLK-013', withStatus(200, deletesMultiple)],
    ['delete-multiple-deletes-more', 'DeleteMultiple deletes one row more.', 'DV-BLK-013'],
  ],
  {
    'partitions-are-no-keys': refusingWith(all(byBoth, on('PATCH', 'DELETE')), (exchange) =>
      keyInvalid(tableOf(exchange)),
    ),
    'partitioned-updates-are-lost': losing(all(byBoth, on('PATCH'))),
    'partitioned-deletions-are-lost': losing(all(byBoth, on('DELETE'))),
    'partitioned-keys-are-told-as-ids': withHeader(
      ['OData-EntityId', 'http://host/api/data/v9.2/contoso_sensordatas(00000000-0000-0000-0000-000000000001)'],
      done(all(byBoth, on('PATCH'))),
    ),
    'partition-parameter-ignored': taking(all(byOption, names('partitionId')), withoutPartition),
    'partition-parameter-deletes-nothing': losing(all(byOption, on('DELETE'))),
    'session-token-of-creations-only': withoutHeader(token, all(elastic, on('PATCH'))),
    'session-token-is-not-found': withStatus(404, all(elastic, on('GET'), sends('MSCRM.SessionToken'))),
    'keys-are-unique-across-partitions': refusingWith(all(created, hasTwin), rowExists),
    'partitions-share-their-rows': writing(all(created, hasTwin), (exchange) => {
      const table = tableOf(exchange);
      const last = lastWritten(exchange.store, table);
      for (const [, row] of [...rowsOf(exchange.store, table).entries()])
        if (row.id === last.id && row !== last) removeRow(exchange.store, table, row);
    }),
    'rows-without-partition-are-lost': losing(all(created, without('partitionid'))),
    'rows-without-partition-get-another': taking(all(created, without('partitionid')), ({ request }) =>
      withMembers(request, (name, value) => [
        [name, value],
        ['partitionid', 'default'],
      ]),
    ),
    'rows-live-for-ever': taking(created, ({ request }) =>
      withMembers(request, (name, value) => (name === 'ttlinseconds' ? [] : [[name, value]])),
    ),
    'rows-die-at-once': taking(created, ({ request }) =>
      withMembers(request, (name, value) => [[name, name === 'ttlinseconds' ? 0 : value]]),
    ),
    'lists-have-every-partition': taking(all(elastic, about('set', 'GET'), names('partitionId')), withoutPartition),
    'elastic-updates-replace': taking(all(elastic, about('row', 'PATCH'), sends('If-Match')), ({ request }) => ({
      ...request,
      headers: request.headers.filter(([name]) => name.toLowerCase() !== 'if-match'),
    })),
    'elastic-upserts-answer-200': withStatus(200, done(decidedBy('DV-UPS-008'))),
    'delete-multiple-deletes-the-first': taking(
      deletesMultiple,
      withTargets((targets) => targets.slice(0, 1)),
    ),
    'delete-multiple-deletes-more': writing(deletesMultiple, (exchange) => {
      const table = tableOf(exchange);
      for (const [, row] of [...rowsOf(exchange.store, table).entries()]) removeRow(exchange.store, table, row);
    }),
  },
);

function withoutPartition({ request }: Exchange): ReturnType<typeof withOptions> {
  return withOptions(request, (name, value) => (name === 'partitionId' ? undefined : [name, value]));
}

/** A creation whose key another row has. */
function hasTwin({ before, request, ...exchange }: Exchange): boolean {
  const table = tableOf({ before, request, ...exchange });
  const last = lastWritten(exchange.store, table);
  return [...rowsOf(before, table).entries()].some(([, { id }]) => id === last.id);
}
