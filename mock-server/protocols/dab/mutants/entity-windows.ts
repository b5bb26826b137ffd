import { around } from '../../../kernel/bug.ts';
import { all, done, on } from '../../../kernel/bugs/when.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { callOf } from './around/exchanges.ts';

/** Entities that no form of write is about, each of another kind. */
const entities: readonly (readonly [id: string, entity: string])[] = [
  ['patch-of-comics-writes-the-whole', 'Comics'],
  ['patch-of-sales-writes-the-whole', 'BooksSold'],
  ['patch-of-shelves-writes-the-whole', 'Shelves'],
  ['patch-of-notes-writes-the-whole', 'Notes'],
  ['patch-of-samples-writes-the-whole', 'Samples'],
];

/** A PATCH that writes, a moment later, the whole row that it has read, in one entity alone. */
export const entityWindowMutants: readonly Mutant[] = entities.map(([id, entity]) => ({
  id,
  title: `A PATCH of ${entity} writes a moment later the whole row that it has read.`,
  fails: ['DAB-PAT-001'],
  windowMs: 1,
  at: [
    around(
      all(done(on('PATCH')), (exchange) => callOf(exchange)?.entity.name === entity),
      ({ response }) => response,
    ),
  ],
}));
