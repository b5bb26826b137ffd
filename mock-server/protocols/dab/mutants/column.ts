import { type Attachment, atSeam, type Exchange, off } from '../../../kernel/bug.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { all, decidedBy, on } from '../../../kernel/bugs/when.ts';
import { writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import type { Entity } from '../model/entity.ts';
import { putRow, type Row } from '../model/rows.ts';
import type { Form } from '../request/write-form.ts';
import * as seams from '../seams.ts';
import { computed, nextOf } from '../write/compose-row.ts';
import { inV2, withPage } from './around/editions.ts';
import { hasNoRow, rowOf } from './around/exchanges.ts';
import { leavesOut } from './around/names.ts';
import { refusingBad } from './around/refusals.ts';
import {
  cleared,
  inserting,
  isComputed,
  isCounterOutsideKey,
  leavesToDefault,
  sparing,
  updating,
  withDefaults,
  withNulls,
  withoutDefaults,
} from './around/rows.ts';

/** Bugs of the columns that PUT and PATCH write, and of their values. */
export const columnMutants: readonly Mutant[] = mutantsOf(
  [
    ['put-skips-computed-columns', 'A computed column in a PUT is left out in silence.', 'DAB-PUT-015'],
    ['patch-skips-computed-columns', 'A computed column in a PATCH is left out in silence.', 'DAB-PAT-010'],
    ['put-merges', 'A PUT keeps columns that were left out.', 'DAB-PUT-006'],
    ['patch-nulls-omitted', 'A PATCH sets columns that were left out to null.', ['DAB-PAT-001', 'DAB-IFM-002']],
    [
      'patch-forgets-last-column',
      'A PATCH leaves the last column it was sent unchanged.',
      ['DAB-PAT-001', 'DAB-IFM-002'],
    ],
    ['put-spares-defaulted-columns', 'A PUT keeps a nullable column with a default that was left out.', 'DAB-PUT-007'],
    ['put-spares-not-null-columns', 'A PUT keeps a column with a default that may not be null.', 'DAB-PUT-008'],
    ['put-forgets-defaults', 'An inserting PUT leaves null where a default belongs.', 'DAB-PUT-009'],
    ['put-needs-nullable-columns', 'An inserting PUT must give nullable columns, too.', 'DAB-PUT-010'],
    ['computed-columns-become-null', 'A computed column is null after a write.', 'DAB-PUT-014'],
    ['counters-outside-the-key-stay-empty', 'A generated column outside the key is not filled.', 'DAB-PUT-016'],
    ['put-renews-counters', 'A PUT takes a new value for a generated column outside the key.', 'DAB-PUT-016'],
    ['patch-forgets-defaults', 'An inserting PATCH leaves null where a default belongs.', 'DAB-PAT-005'],
    ['put-forgets-timestamp-defaults', 'An inserting PUT leaves null where a time is the default.', 'DAB-PUT-009'],
    ['patch-forgets-timestamp-defaults', 'An inserting PATCH leaves null where a time is the default.', 'DAB-PAT-005'],
    ['patch-resets-nullable-defaults', 'A PATCH sets nullable columns with a default back to it.', 'DAB-PAT-006'],
    [
      'inserts-answer-null-alone',
      'An insert answers with the null that was sent, and stores the default.',
      ['DAB-PUT-012', 'DAB-PAT-007'],
    ],
    ['patch-resets-defaults', 'A PATCH sets columns with a default back to it.', 'DAB-PAT-006'],
  ],
  {
    'put-skips-computed-columns': off('DAB-PUT-015'),
    'patch-skips-computed-columns': off('DAB-PAT-010'),
    'put-merges': sparing(({ default: standard }, { star }) => standard === undefined && !star),
    'patch-nulls-omitted': atSeam(
      seams.rowOfWrite,
      (row, { entity, values }) => computed(entity, { ...cleared(entity, row), ...values }),
      updating('PATCH'),
    ),
    'patch-forgets-last-column': atSeam(
      seams.rowOfWrite,
      (_, { entity, before, values }) =>
        computed(entity, { ...before, ...Object.fromEntries(Object.entries(values).slice(0, -1)) }),
      updating('PATCH'),
    ),
    'put-spares-defaulted-columns': sparing(({ default: standard, nullable }) => standard !== undefined && nullable),
    'put-spares-not-null-columns': [
      sparing(({ default: standard, nullable }) => standard !== undefined && !nullable),
      off('DAB-PUT-008'),
    ],
    'put-forgets-defaults': atSeam(seams.rowOfWrite, withoutDefaults, inserting('PUT', leavesToDefault)),
    'put-needs-nullable-columns': refusingBad(
      all(decidedBy('DAB-PUT-010'), leavesOutNullable),
      'Invalid request body. Missing field in body.',
    ),
    'computed-columns-become-null': atSeam(
      seams.rowOfWrite,
      (row, { entity }) => withNulls(row, entity.columns.filter(isComputed)),
      ({ entity }) => entity.columns.some(isComputed),
    ),
    'counters-outside-the-key-stay-empty': atSeam(
      seams.rowOfWrite,
      (row, write) =>
        withNulls(
          row,
          write.entity.columns.filter((column) => isCounterOutsideKey(column, write)),
        ),
      inserting('PUT', isCounterOutsideKey),
    ),
    'put-renews-counters': atSeam(
      seams.rowOfWrite,
      (row, write) => {
        const counters = write.entity.columns.filter((column) => isCounterOutsideKey(column, write));
        const renewed = counters.map(({ name }) => [name, nextOf(write.store, write.entity, name)] as const);
        return { ...row, ...Object.fromEntries(renewed) };
      },
      updating('PUT', isCounterOutsideKey),
    ),
    'patch-forgets-defaults': atSeam(seams.rowOfWrite, withoutDefaults, inserting('PATCH', leavesToDefault)),
    'put-forgets-timestamp-defaults': withoutTimestamps('PUT'),
    'patch-forgets-timestamp-defaults': withoutTimestamps('PATCH'),
    'patch-resets-nullable-defaults': atSeam(
      seams.rowOfWrite,
      (row, write) => {
        const reset = write.entity.columns.filter((column) => column.nullable && leavesToDefault(column, write));
        return { ...row, ...Object.fromEntries(reset.map(({ name, default: own = null }) => [name, own])) };
      },
      updating('PATCH', leavesToDefault),
    ),
    'inserts-answer-null-alone': writing(all(on('PUT', 'PATCH'), hasNoRow, storesNull), (exchange) => {
      const row = rowOf(exchange);
      if (row?.is) putRow(exchange.store, row.call.entity, withDefaultsForNulls(row.call.entity, row.is));
    }),
    'patch-resets-defaults': atSeam(seams.rowOfWrite, withDefaults, updating('PATCH', leavesToDefault)),
  },
  {
    'put-merges': withPage,
    'patch-nulls-omitted': inV2,
    'patch-forgets-last-column': inV2,
  },
);

/** Does the body leave out a column that may be null and has no default? */
function leavesOutNullable(exchange: Exchange): boolean {
  return leavesOut(
    exchange,
    ({ nullable, default: standard, generated }) => nullable && standard === undefined && !generated,
  );
}

/** Leaves null where a time is the default of a column that an insert by this method leaves out. */
function withoutTimestamps(method: Form['method']): Attachment {
  const isTime: typeof leavesToDefault = (column, write) =>
    column.type.startsWith('timestamp') && leavesToDefault(column, write);
  return atSeam(
    seams.rowOfWrite,
    (row, write) =>
      withNulls(
        row,
        write.entity.columns.filter((column) => isTime(column, write)),
      ),
    inserting(method, isTime),
  );
}

/** Did a write leave null in a column that has a default? */
function storesNull(exchange: Exchange): boolean {
  const row = rowOf(exchange);
  const columns = row?.call.entity.columns ?? [];
  return columns.some(({ name, default: own }) => own !== undefined && row?.is?.[name] === null);
}

function withDefaultsForNulls({ columns }: Entity, row: Row): Row {
  const nulls = columns.filter(({ name }) => row[name] === null);
  return { ...row, ...Object.fromEntries(nulls.map(({ name, default: own = null }) => [name, own])) };
}
