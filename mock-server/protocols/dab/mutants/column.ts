import { atSeam, type Exchange, off } from '../../../kernel/bug.ts';
import { notKeeping } from '../../../kernel/bugs/family.ts';
import { all, decidedBy } from '../../../kernel/bugs/when.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import * as seams from '../seams.ts';
import { computed, nextOf } from '../write/compose-row.ts';
import { leavesOut } from './around/names.ts';
import { refusingBad } from './around/refusals.ts';
import {
  cleared,
  countersOutsideKey,
  inserting,
  isComputed,
  sparing,
  updating,
  withDefaults,
  withNulls,
  withoutDefaults,
} from './around/rows.ts';

/** Bugs of the columns that PUT and PATCH write, and of their values. */
export const columnMutants: readonly Mutant[] = [
  ...notKeeping({
    'put-skips-computed-columns': ['DAB-PUT-015', 'A computed column in a PUT is left out in silence.'],
    'patch-skips-computed-columns': ['DAB-PAT-010', 'A computed column in a PATCH is left out in silence.'],
  }),
  {
    id: 'put-merges',
    title: 'A PUT keeps columns that were left out.',
    fails: ['DAB-PUT-006'],
    at: [sparing(({ default: standard }, { star }) => standard === undefined && !star)],
    editions: ['v2', 'documented'],
  },
  {
    id: 'patch-nulls-omitted',
    title: 'A PATCH sets columns that were left out to null.',
    fails: ['DAB-PAT-001', 'DAB-IFM-002'],
    at: [
      atSeam(
        seams.rowOfWrite,
        (row, { entity, values }) => computed(entity, { ...cleared(entity, row), ...values }),
        updating('PATCH'),
      ),
    ],
    editions: ['v2'],
  },
  {
    id: 'patch-forgets-last-column',
    title: 'A PATCH leaves the last column it was sent unchanged.',
    fails: ['DAB-PAT-001', 'DAB-IFM-002'],
    at: [
      atSeam(
        seams.rowOfWrite,
        (_, { entity, before, values }) =>
          computed(entity, { ...before, ...Object.fromEntries(Object.entries(values).slice(0, -1)) }),
        updating('PATCH'),
      ),
    ],
    editions: ['v2'],
  },
  {
    id: 'put-spares-defaulted-columns',
    title: 'A PUT keeps a nullable column with a default that was left out.',
    fails: ['DAB-PUT-007'],
    at: [sparing(({ default: standard, nullable }) => standard !== undefined && nullable)],
  },
  {
    id: 'put-spares-not-null-columns',
    title: 'A PUT keeps a column with a default that may not be null.',
    fails: ['DAB-PUT-008'],
    at: [sparing(({ default: standard, nullable }) => standard !== undefined && !nullable), off('DAB-PUT-008')],
  },
  {
    id: 'put-forgets-defaults',
    title: 'An inserting PUT leaves null where a default belongs.',
    fails: ['DAB-PUT-009'],
    at: [atSeam(seams.rowOfWrite, withoutDefaults, inserting('PUT'))],
  },
  {
    id: 'put-needs-nullable-columns',
    title: 'An inserting PUT must give nullable columns, too.',
    fails: ['DAB-PUT-010'],
    at: [refusingBad(all(decidedBy('DAB-PUT-010'), leavesOutNullable), 'Invalid request body. Missing field in body.')],
  },
  {
    id: 'computed-columns-become-null',
    title: 'A computed column is null after a write.',
    fails: ['DAB-PUT-014'],
    at: [
      atSeam(
        seams.rowOfWrite,
        (row, { entity }) => withNulls(row, entity.columns.filter(isComputed)),
        ({ entity }) => entity.columns.some(isComputed),
      ),
    ],
  },
  {
    id: 'counters-outside-the-key-stay-empty',
    title: 'A generated column outside the key is not filled.',
    fails: ['DAB-PUT-016'],
    at: [atSeam(seams.rowOfWrite, (row, { entity }) => withNulls(row, countersOutsideKey(entity)), inserting('PUT'))],
  },
  {
    id: 'put-renews-counters',
    title: 'A PUT takes a new value for a generated column outside the key.',
    fails: ['DAB-PUT-016'],
    at: [
      atSeam(
        seams.rowOfWrite,
        (row, { store, entity }) => ({
          ...row,
          ...Object.fromEntries(countersOutsideKey(entity).map(({ name }) => [name, nextOf(store, entity, name)])),
        }),
        updating('PUT'),
      ),
    ],
  },
  {
    id: 'patch-forgets-defaults',
    title: 'An inserting PATCH leaves null where a default belongs.',
    fails: ['DAB-PAT-005'],
    at: [atSeam(seams.rowOfWrite, withoutDefaults, inserting('PATCH'))],
  },
  {
    id: 'patch-resets-defaults',
    title: 'A PATCH sets columns with a default back to it.',
    fails: ['DAB-PAT-006'],
    at: [atSeam(seams.rowOfWrite, withDefaults, updating('PATCH'))],
  },
];

/** Does the body leave out a column that may be null and has no default? */
function leavesOutNullable(exchange: Exchange): boolean {
  return leavesOut(
    exchange,
    ({ nullable, default: standard, generated }) => nullable && standard === undefined && !generated,
  );
}
